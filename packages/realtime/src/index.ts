export type { Carrier } from "./transports/carried.ts";
export type { Interpreter, Link } from "./transports/interpreter.ts";
export { Realtime, type RealtimeOptions } from "./realtime.ts";
export { type Buckets, type Rate, TokenBucket, TokenBuckets } from "./token-bucket.ts";
