/** Ends the command with one calm sentence and an exit status; anything else that is thrown is a defect. */
export class Stop extends Error {
  constructor(message, status = 1) {
    super(message);
    this.status = status;
  }
}
