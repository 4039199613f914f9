import { verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashSecret, secretPrefix } from '../../common/crypto/secrets.js';
import { AppConfig } from '../../config/app-config.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import { leakReportNotSigned } from './api-tokens.errors.js';
import { LeakedSecretsRepository, type LeakedSecret } from './leaked-secrets.repository.js';
import { SecretEnds } from './secret-ends.js';
import { decideLeak, type LeakAction, type ReportedLeak } from './token-leaks.rules.js';

/** The report as it arrived: what was signed is its bytes. */
export interface LeakReport {
  readonly body: Buffer;
  readonly keyId: string | undefined;
  readonly signature: string | undefined;
  readonly requestId: string;
}

export interface JudgedLeak {
  readonly secretHash: Buffer;
  readonly type: string;
  /** Is it, or was it, a secret of ours? */
  readonly known: boolean;
}

/** Secrets that somebody found in public places. */
@Injectable()
export class TokenLeaksService {
  constructor(
    private readonly config: AppConfig,
    private readonly transactions: Transactions,
    private readonly leaked: LeakedSecretsRepository,
    private readonly ends: SecretEnds,
    private readonly audit: AuditService,
  ) {}

  /**
   * Who reports must sign when keys are configured. Without keys anybody may report, and a report only flags.
   *
   * @throws AppError leak_report_not_signed
   */
  async report(leaks: readonly ReportedLeak[], report: LeakReport): Promise<JudgedLeak[]> {
    const signed = this.isSigned(report);
    const judged: JudgedLeak[] = [];
    // One transaction each: a report of many must not hold many tokens at once.
    for (const leak of leaks) {
      const known = await this.transactions.run((tx) => this.judge(leak, signed, report, tx));
      judged.push({ secretHash: hashSecret(leak.token), type: leak.type, known });
    }
    return judged;
  }

  private isSigned({ body, keyId, signature }: LeakReport): boolean {
    const keys = this.config.leakKeys;
    if (keys.size === 0) return false;
    const key = keys.get(keyId ?? '');
    const bytes = Buffer.from(signature ?? '', 'base64');
    if (!key || !verify('sha256', body, key, bytes)) throw leakReportNotSigned();
    return true;
  }

  private async judge(leak: ReportedLeak, signed: boolean, report: LeakReport, tx: Tx): Promise<boolean> {
    const found = await this.leaked.find(hashSecret(leak.token), tx);
    if (!found) return false;
    const action = decideLeak(found.live, signed, this.config.settings.TOKEN_LEAK_POLICY);
    await this.ends.apply(found, action, tx);
    await this.record(found, action, leak, { signed, report }, tx);
    return true;
  }

  private record(
    found: LeakedSecret,
    action: LeakAction,
    leak: ReportedLeak,
    { signed, report }: { readonly signed: boolean; readonly report: LeakReport },
    tx: Tx,
  ): Promise<void> {
    const { requestId, keyId } = report;
    const actor: AuditActor = signed
      ? { kind: 'system', id: keyId ?? null, name: 'secret scanning', requestId }
      : { kind: 'anonymous', id: null, name: null, requestId };
    const subject = found.subjectId === null ? undefined : { id: found.subjectId, name: found.subjectName };
    const target = { kind: found.kind, id: found.id };
    const details = {
      title: found.title,
      because: 'leak',
      done: action,
      prefix: secretPrefix(leak.token),
      url: leak.url,
      source: leak.source,
    };
    const what = action === 'revoked' ? 'revoked' : 'leak_reported';
    return this.audit.record({ actor, action: `${found.kind}.${what}`, subject, target, details }, tx);
  }
}
