import { lazy } from "react";

/* Loaded when a step of a case was proved, or a code has to be told. */

export const Proof = lazy(async () => {
  const { Proof: component } = await import("./Proof.tsx");
  return { default: component };
});

export const ProofOf = lazy(async () => {
  const { ProofOf: component } = await import("./Proof.tsx");
  return { default: component };
});

export const CustomersCode = lazy(async () => {
  const { CustomersCode: component } = await import("./CustomersCode.tsx");
  return { default: component };
});
