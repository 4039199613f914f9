import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** One connection that carries lines, whatever it is made of. */
export interface Wire {
  readonly transport: 'tcp' | 'websocket';
  /** Without line breaks. */
  send(lines: readonly string[]): void;
  onLine(hear: (line: string) => void): void;
  onClose(hear: () => void): void;
  close(): void;
  /** Without a goodbye. */
  reset(): void;
}

export function overTcp(socket: Socket): Wire {
  socket.setEncoding('utf8').on('error', () => undefined);
  return {
    transport: 'tcp',
    send: (lines) => {
      if (socket.writable) socket.write(lines.map((line) => `${line}\r\n`).join(''));
    },
    onLine: (hear) => {
      let rest = '';
      socket.on('data', (piece: string) => {
        const lines = (rest + piece).split(/\r?\n/);
        rest = lines.pop() ?? '';
        lines.filter(Boolean).forEach(hear);
      });
    },
    onClose: (hear) => void socket.on('close', hear),
    close: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
  };
}

/** A message may hold several lines, also those that we send. */
export function overWebSocket(socket: WebSocket): Wire {
  socket.on('error', () => undefined);
  return {
    transport: 'websocket',
    send: (lines) => {
      if (socket.readyState === socket.OPEN) socket.send(lines.map((line) => `${line}\r\n`).join(''));
    },
    onLine: (hear) => {
      const hearAll = (message: string): void => message.split(/\r?\n/).filter(Boolean).forEach(hear);
      socket.on('message', (data: Buffer) => hearAll(data.toString('utf8')));
    },
    onClose: (hear) => void socket.on('close', hear),
    close: () => socket.close(),
    reset: () => socket.terminate(),
  };
}
