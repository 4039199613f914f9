import 'reflect-metadata';
import { createLogger } from './common/logging/logger.js';
import { AppConfig } from './config/app-config.js';
import { KeyRotation, type ColumnReport } from './database/sealed/key-rotation.js';
import { requireKnownKeys } from './database/sealed/known-keys.js';
import { composeReport, isComplete } from './database/sealed/rotation-report.rules.js';
import { SealedValues } from './database/sealed/sealed-values.js';
import { connectTool } from './database/tool-connection.js';
import { failToStart } from './process-lifecycle.js';
import { ALL_SEALED } from './sealed-columns.js';

/** Seals everything anew under the first of ENCRYPTION_KEYS, beside the running program. Exits 1 while an older key is needed. */
async function main(): Promise<void> {
  const { settings, keys } = AppConfig.fromProcess();
  const database = await connectTool(settings, createLogger('warn'));
  try {
    await requireKnownKeys(database.url, keys);
    const rotation = new KeyRotation(keys);
    const reports: ColumnReport[] = [];
    for (const column of ALL_SEALED) reports.push(await rotation.rotate(new SealedValues(column, database.run)));
    process.stdout.write(composeReport(reports, keys.current, [...keys.keys.keys()]));
    process.exitCode = isComplete(reports) ? 0 : 1;
  } finally {
    await database.close();
  }
}

main().catch(failToStart);
