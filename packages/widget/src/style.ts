/** In a shadow root: nothing of the host's page reaches it, and nothing of it reaches the host's page. */
export const style = `
:host { all: initial; }
* { box-sizing: border-box; margin: 0; text-transform: none; letter-spacing: normal; word-spacing: normal; text-indent: 0;
  text-shadow: none; white-space: normal; font: 500 15px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
[hidden] { display: none !important; }
.button, .panel { position: fixed; z-index: 2147483000; inset-block-end: max(20px, env(safe-area-inset-bottom)); }
.right { right: 20px; } .left { left: 20px; }
.button { inline-size: 60px; block-size: 60px; padding: 0; border: 0; border-radius: 20px; cursor: pointer; display: grid;
  place-items: center; background: var(--accent); color: var(--on-accent);
  box-shadow: 0 1px 2px rgb(20 34 33 / .12), 0 8px 24px rgb(20 34 33 / .22); transition: transform .15s ease-out; }
.button.right { border-end-end-radius: 8px; } .button.left { border-end-start-radius: 8px; }
.button:hover { transform: translateY(-2px); } .button:active { transform: none; }
.panel:focus { outline: none; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
svg { inline-size: 28px; block-size: 28px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round;
  stroke-linejoin: round; }
.badge { position: fixed; z-index: 2147483000; pointer-events: none;
  inset-block-end: calc(max(20px, env(safe-area-inset-bottom)) + 42px); min-inline-size: 24px; block-size: 24px;
  padding: 0 6px; border-radius: 12px; background: #c22826; color: #fff; font-size: 13px; font-weight: 700; line-height: 24px;
  text-align: center; box-shadow: 0 0 0 2px #fff; }
.badge.right { right: 14px; } .badge.left { left: 62px; }
.panel { inset-block-end: calc(max(20px, env(safe-area-inset-bottom)) + 76px); inline-size: 400px;
  block-size: min(680px, calc(100dvh - 120px)); border-radius: 18px; overflow: hidden; background: var(--paper); color: var(--ink);
  box-shadow: 0 0 0 1px rgb(20 34 33 / .06), 0 12px 48px rgb(20 34 33 / .24); animation: rise .2s ease-out; }
iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; color-scheme: normal; }
.wait { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 16px; padding: 24px;
  text-align: center; text-wrap: balance; background: var(--paper); color: var(--ink); }
.wait button { min-block-size: 44px; padding: 0 20px; border: 0; border-radius: 6px; cursor: pointer;
  background: var(--accent); color: var(--on-accent); font-weight: 600; }
.ring { inline-size: 28px; block-size: 28px; border: 3px solid; border-block-start-color: transparent; border-radius: 50%; opacity: .5;
  animation: turn .9s linear infinite; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@keyframes turn { to { transform: rotate(1turn); } }
@media (max-width: 520px), (max-height: 480px) {
  .panel { inset: 0; inline-size: auto; block-size: 100dvh; border-radius: 0; }
  .open.button { display: none; }
}
@media (prefers-reduced-motion: reduce) { .panel, .button { animation: none; transition: none; } .ring { animation-duration: 3s; } }
@media print { .panel, .button, .badge { display: none; } }
`;
