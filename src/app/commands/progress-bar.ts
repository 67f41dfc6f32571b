import { Presets, SingleBar } from "cli-progress";

export interface ProgressBar {
  show(what: string, done: number, total: number): void;
  stop(): void;
}

/** On a terminal only: a log has no use for it. */
export function progressBar(): ProgressBar {
  const bar = new SingleBar(
    { format: "{bar} {percentage}% {what}", noTTYOutput: false, hideCursor: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show(what, done, total) {
      if (!started) bar.start(total, 0, { what });
      started = true;
      bar.setTotal(total);
      bar.update(done, { what });
    },
    stop: () => bar.stop(),
  };
}
