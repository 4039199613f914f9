import { copyJson, copyText } from '../../database/copy-text.js';
import { commonColumnsOf } from './audit-row.js';
import type { AuditOutcome, CommonAuditEntry } from './audit.types.js';

/** A new row, as COPY reads it. */
export interface AuditLine {
  readonly id: string;
  readonly text: string;
}

/** Of a line, in the order of its values; `at` is the database's. What events of one matter have in common comes first. */
export const LINE_COLUMNS =
  'actor_kind, actor_id, actor_name, subject_id, subject_name, on_behalf_of, token_id, account_id, target_kind, target_id, request_id, ' +
  'id, action, outcome, details';

/** Several events of one matter, such as a call that begins and ends: what they have in common is put into words once. */
export class AuditedMatter {
  private readonly columns: string;
  /** JSON of an object, without its last brace. */
  private readonly details: string;

  constructor(entry: CommonAuditEntry) {
    this.columns = columnsOf(entry);
    this.details = jsonOf(entry.details ?? {}).slice(0, -1);
  }

  /** @param details beside those of the matter */
  line(id: string, action: string, outcome: AuditOutcome, details?: object): AuditLine {
    const json = details ? this.detailsWith(jsonOf(details)) : `${this.details}}`;
    return { id, text: `${this.columns}\t${id}\t${copyText(action)}\t${outcome}\t${json}\n` };
  }

  private detailsWith(json: string): string {
    const comma = this.details === '{' || json === '{}' ? '' : ',';
    return `${this.details}${comma}${json.slice(1)}`;
  }
}

const jsonOf = (details: object): string => copyJson(JSON.stringify(details));

function columnsOf(entry: CommonAuditEntry): string {
  const row = commonColumnsOf(entry);
  const actor = `${copyText(row.actorKind)}\t${copyText(row.actorId)}\t${copyText(row.actorName)}`;
  const subject = `${copyText(row.subjectId)}\t${copyText(row.subjectName)}\t${copyText(row.onBehalfOf)}`;
  const scope = `${copyText(row.tokenId)}\t${copyText(row.accountId)}`;
  const target = `${copyText(row.targetKind)}\t${copyText(row.targetId)}`;
  return `${actor}\t${subject}\t${scope}\t${target}\t${copyText(row.requestId)}`;
}
