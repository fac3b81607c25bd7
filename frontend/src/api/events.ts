import { send } from './client';
import { problemOf } from './problem';

/** One server-sent event. */
export interface ServerEvent {
  event: string;
  data: string;
  id: string;
}

/**
 * Reads a stream of server-sent events until it ends or is aborted. EventSource cannot say who asks and hides why the
 * server refuses; this is the same format over fetch.
 */
export async function readEvents(
  path: string,
  options: {
    signal: AbortSignal;
    lastEventId?: string;
    onOpen?: () => void;
    onBytes?: () => void;
    onEvent: (event: ServerEvent) => void;
  },
): Promise<void> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' };
  if (options.lastEventId) {
    headers['Last-Event-ID'] = options.lastEventId;
  }
  const response = await send(path, { headers, signal: options.signal, cache: 'no-store' });
  if (!response.ok || response.body === null) {
    throw problemOf(response, await response.json().catch(() => null));
  }
  options.onOpen?.();
  const parser = new EventParser(options.onEvent);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    options.onBytes?.();
    parser.push(part.value);
  }
}

/** Puts the lines of a stream together to events (WHATWG HTML §9.2.6). */
export class EventParser {
  private readonly emit: (event: ServerEvent) => void;
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id = '';

  constructor(emit: (event: ServerEvent) => void) {
    this.emit = emit;
  }

  push(text: string): void {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    lines.forEach((line) => this.line(line));
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0) {
        this.emit({ event: this.event || 'message', data: this.data.join('\n'), id: this.id });
      }
      this.event = '';
      this.data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.event = value;
    } else if (field === 'data') {
      this.data.push(value);
    } else if (field === 'id' && !value.includes('\0')) {
      this.id = value;
    }
  }
}
