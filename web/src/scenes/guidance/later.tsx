import { lazy } from "react";

/* What only a guidance needs: loaded with the first one. */

export const GuidedScreen = lazy(async () => {
  const { GuidedScreen: component } = await import("./GuidedScreen.tsx");
  return { default: component };
});

export const GuideBar = lazy(async () => {
  const { GuideBar: component } = await import("./GuideBar.tsx");
  return { default: component };
});

export const StartGuidance = lazy(async () => {
  const { StartGuidance: component } = await import("./StartGuidance.tsx");
  return { default: component };
});

export const PlanBar = lazy(async () => {
  const { PlanBar: component } = await import("./PlanBar.tsx");
  return { default: component };
});
