export { Realtime, type RealtimeOptions } from "./realtime.ts";
export { type Rate, TokenBucket, TokenBuckets } from "./token-bucket.ts";
