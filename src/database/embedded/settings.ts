export interface ServerSettings {
  readonly port: number;
  readonly durable: boolean;
  readonly maxConnections: number;
}

/** Ends the start of every log line, see log-lines.ts: kind of process, SQLSTATE. */
const LOG_LINE_PREFIX = '%b|%e|';

/**
 * Given on the command line at every start rather than kept in postgresql.conf, so that an old
 * cluster follows a new version of this program.
 */
export function serverArguments(settings: ServerSettings): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    port: String(settings.port),
    // The path of a socket may not exceed about 100 characters, a data folder may.
    unix_socket_directories: '',
    max_connections: String(settings.maxConnections),
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Compiling a query costs more than it saves when queries are small.
    jit: 'off',
    // Parallel plans need /dev/shm, of which containers have little, and help only large tables.
    max_parallel_workers_per_gather: '0',
    ...durability(settings.durable),
    ...LOGGING,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function durability(durable: boolean): Readonly<Record<string, string>> {
  const switched = durable ? 'on' : 'off';
  return { fsync: switched, synchronous_commit: switched, full_page_writes: switched };
}

const LOGGING: Readonly<Record<string, string>> = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: LOG_LINE_PREFIX,
  // Statements and their values are data of people; they never belong into a log.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  // A sign of life during a long recovery, which the waiting starter looks out for.
  log_startup_progress_interval: '5s',
};
