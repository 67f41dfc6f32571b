import type { Apart } from "../graphql/context";

/** Where the context is nobody's beside, such as a command's, the work is done here. */
export const doneApart: Apart = (context, work, given) =>
  context.apart ? context.apart(context, work, given) : work.run(context, given);

/** Of many that ask, one at a time: each may need as much memory as a run of pay. */
export function inTurn(apart: Apart): Apart {
  let last: Promise<unknown> = Promise.resolve();
  return (context, work, given) => {
    const turn = last.then(() => apart(context, work, given));
    // That it failed is for whoever asked, not for who comes next.
    last = turn.catch(() => undefined);
    return turn;
  };
}
