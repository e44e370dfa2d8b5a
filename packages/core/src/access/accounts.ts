import { UnknownAddresses } from "./lockout.ts";
import { OneByOne } from "./one-by-one.ts";
import { Passwords } from "./passwords.ts";
import { Succession } from "./succession.ts";

/** What signing in works with, in this process. */
export type Accounts = {
  readonly passwords: Passwords;
  readonly oneByOne: OneByOne;
  readonly unknown: UnknownAddresses;
  readonly succession: Succession;
};

export function createAccounts(signingSecret: Buffer): Accounts {
  return {
    passwords: new Passwords(),
    oneByOne: new OneByOne(),
    unknown: new UnknownAddresses(),
    succession: new Succession(signingSecret),
  };
}
