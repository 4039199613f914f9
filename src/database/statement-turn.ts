import { Query, type Connection, type Submittable } from 'pg';
import { PoolTurn } from './pool-turn.js';

/** One prepared statement, and who waits for its rows. */
export interface AskedStatement {
  /** One text for one statement: it is prepared once per connection under that name. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly resolve: (rows: object[]) => void;
  readonly reject: (reason: Error) => void;
}

/** What pg's client calls while it reads the answers to a query. */
interface ProtocolQuery extends Submittable {
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

/**
 * Several statements that read, sent in one write and ended by one Sync (PostgreSQL manual, "Extended Query": what stands between two
 * Syncs is one transaction; when one statement fails, so do those behind it). Anything else than reading would not be safe here: nobody is told
 * before all are through, and then all are told the same end.
 */
export class StatementTurn extends PoolTurn implements Submittable {
  private readonly queries: readonly ProtocolQuery[];
  private answered = 0;

  /** @param callback how it ended: null when all were told their rows, else nobody was told yet */
  constructor(asked: readonly AskedStatement[], callback: (error: Error | null) => void) {
    super(callback);
    this.queries = asked.map(queryOf);
  }

  /** @returns why it could not be sent; pg's client then hands it to `handleError` */
  readonly submit = (connection: Connection): Error | null => {
    connection.stream.cork();
    try {
      const unsynced = withoutSync(connection);
      for (const query of this.queries) query.submit(unsynced);
      connection.sync();
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error('A statement could not be sent', { cause: error });
    } finally {
      connection.stream.uncork();
    }
  };

  handleRowDescription(message: unknown): void {
    this.queries[this.answered]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.answered]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.queries[this.answered]?.handleCommandComplete(message, connection);
    this.answered++;
  }

  handleReadyForQuery(connection: Connection): void {
    this.end(null);
    for (const query of this.queries) query.handleReadyForQuery(connection);
  }
}

function queryOf({ name, text, values, resolve, reject }: AskedStatement): ProtocolQuery {
  const query = new Query<object>({ name, text, values: [...values] }, (error, result) =>
    error ? reject(error) : resolve(result.rows),
  );
  return query as unknown as ProtocolQuery;
}

const views = new WeakMap<Connection, Connection>();

/**
 * pg ends each query with a Sync of its own; here one for all comes at the end. It closes a statement whose values it cannot write, and goes
 * on: the rows of those behind it would then be taken for its own, so that ends the whole turn.
 */
function withoutSync(connection: Connection): Connection {
  let view = views.get(connection);
  if (!view) {
    const refuse = (): never => {
      throw new Error('The values of a statement cannot be written');
    };
    view = Object.create(connection, { sync: { value: () => undefined }, close: { value: refuse } }) as Connection;
    views.set(connection, view);
  }
  return view;
}
