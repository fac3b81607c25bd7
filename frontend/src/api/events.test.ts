import { expect, test } from 'vitest';
import { EventParser, type ServerEvent } from './events';

function parse(...parts: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = new EventParser((event) => events.push(event));
  parts.forEach((part) => parser.push(part));
  return events;
}

test('an event is complete at its empty line, wherever the network cuts it', () => {
  expect(parse('id: 7\nev', 'ent: store\nda', 'ta: {"a":1}\n', '\n')).toEqual([
    { event: 'store', data: '{"a":1}', id: '7' },
  ]);
});

test('comments are heartbeats, not events', () => {
  expect(parse(': connected\n\n: still here\n\n')).toEqual([]);
});

test('several data lines are one text', () => {
  expect(parse('data: a\ndata:b\n\n')).toEqual([{ event: 'message', data: 'a\nb', id: '' }]);
});

test('the id stays for events that name none', () => {
  expect(parse('id: 3\ndata: a\n\n', 'data: b\n\n').map((event) => event.id)).toEqual(['3', '3']);
});

test('carriage returns end lines too, also when cut in two', () => {
  expect(parse('event: x\r', '\ndata: a\r\n\r\n')).toEqual([{ event: 'x', data: 'a', id: '' }]);
});
