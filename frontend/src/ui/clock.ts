// Ages are counted by the server's clock: a browser whose clock is wrong must not show a store as made in the future.

let offset = 0;
let bestTrip = Infinity;
let measuredAt = 0;

const REMEASURE_AFTER = 10 * 60_000;
// The Date header knows whole seconds only; half of one is its expected remainder.
const HALF_SECOND = 500;

/** Learns from an answer's Date header; of several answers the quickest one is the most exact. */
export function learnTime(date: string | null, sent: number, received: number): void {
  const server = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(server)) {
    return;
  }
  const trip = received - sent;
  if (trip <= bestTrip || received - measuredAt > REMEASURE_AFTER) {
    const measured = server + HALF_SECOND - (sent + received) / 2;
    // What the header's resolution cannot tell from agreement is agreement.
    offset = Math.abs(measured) <= 2 * HALF_SECOND + trip / 2 ? 0 : measured;
    bestTrip = trip;
    measuredAt = received;
  }
}

/** The server's time in milliseconds, as well as it is known. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** How far this browser's clock is from the server's, in milliseconds; 0 while they agree. */
export function clockSkew(): number {
  return -offset;
}

/** For tests. */
export function forgetTime(): void {
  offset = 0;
  bestTrip = Infinity;
  measuredAt = 0;
}
