declare module "virtual:emoji-fr" {
  const lines: string;
  export default lines;
}
declare module "virtual:emoji-en" {
  const lines: string;
  export default lines;
}
