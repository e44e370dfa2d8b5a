export type { Carrier } from "./transports/carried.ts";
export type { Interpreter, Link } from "./transports/interpreter.ts";
export { type RealtimeOptions } from "./create-realm.ts";
export { Realtime } from "./realtime.ts";
export { type Buckets, type Rate, TokenBucket, TokenBuckets } from "./token-bucket.ts";
