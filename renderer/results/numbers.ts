// How numbers of results are written.

/** Two digits, and more where a number that is not quite 0 or 1 would look like it. */
export function similarityDigits(score: number): number {
  for (const digits of [2, 3, 4]) {
    const shown = Number(score.toFixed(digits));
    if ((shown !== 0 && shown !== 1) || shown === score) {
      return digits;
    }
  }
  return 4;
}

/** Seconds as 0:07, 12:30 or 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.floor(Number.isFinite(seconds) ? Math.max(0, seconds) : 0);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  const end = `${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${end}` : `${minutes}:${end}`;
}
