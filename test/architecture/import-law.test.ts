import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const CRUISE = resolve('node_modules/.bin/depcruise');
const CONFIG = '.dependency-cruiser.cjs';

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly totalCruised: number;
  };
}

/** Runs dependency-cruiser as `npm run deps:check` does. */
function cruise(folder: string, ...parts: string[]): Promise<Report> {
  return new Promise((done, fail) => {
    const args = [CRUISE, '--config', CONFIG, '--output-type', 'json', ...parts];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (stdout === '') fail(error ?? new Error('dependency-cruiser said nothing'));
      else done(JSON.parse(stdout) as Report);
    });
  });
}

const told = ({ summary }: Report): string[] =>
  summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).sort();

describe('the import law', () => {
  it('holds for the whole program', async () => {
    const report = await cruise(process.cwd(), 'src', 'migrations', 'test', 'web/src');
    expect(told(report)).toEqual([]);
    expect(report.summary.totalCruised).toBeGreaterThan(100);
  });
});

/** [what somebody did, where, what it says there, the rule that must notice] */
const BREACHES: readonly (readonly [string, string, string, string])[] = [
  [
    'another module by its inside',
    'modules/users/a.service.ts',
    `import '../audit/audit.repository.js';`,
    'module-door',
  ],
  ['a module that is not allowed', 'modules/users/b.service.ts', `import '../auth/index.js';`, 'module-users-uses'],
  [
    'a module, from shared infrastructure',
    'modules/audit/c.service.ts',
    `import '../users/index.js';`,
    'module-audit-uses',
  ],
  ['a module nobody listed', 'modules/gossip/d.service.ts', `import 'node:fs';`, 'module-unlisted'],
  [
    'a type of the inside',
    'modules/auth/e.types.ts',
    `import type { X } from '../users/user.entity.js';`,
    'module-door',
  ],
  [
    'a module, from the composition',
    'f.module.ts',
    `import './modules/audit/audit.repository.js';`,
    'module-door-from-outside',
  ],
  ['an entity, out of the door', 'modules/users/index.ts', `export * from './user.entity.js';`, 'door-shows'],
  [
    'TypeORM in a service',
    'modules/users/g.service.ts',
    `import type { DataSource } from 'typeorm';`,
    'typeorm-in-its-place',
  ],
  ['a framework in rules', 'modules/users/h.rules.ts', `import '@nestjs/common';`, 'pure-rules'],
  ['a file in rules', 'modules/users/i.rules.ts', `import 'node:fs';`, 'pure-rules'],
  [
    'a repository in a controller',
    'modules/users/j.controller.ts',
    `import './users.repository.js';`,
    'controllers-ask-services',
  ],
  ['a service in a DTO', 'modules/users/dto/k.dto.ts', `import '../b.service.js';`, 'dto-imports'],
  [
    'a request in a service',
    'modules/users/l.service.ts',
    `import type { FastifyRequest } from 'fastify';`,
    'services-without-http',
  ],
  ['a module, from common/', 'common/m.ts', `import '../modules/users/index.js';`, 'common-stands-alone'],
  ['the database, from common/', 'common/n.ts', `import '../database/o.js';`, 'common-stands-alone'],
  ['a module, from the database', 'database/o.ts', `import '../modules/users/index.js';`, 'database-knows-no-module'],
  ['the program, from a migration', '../migrations/p.ts', `import '../src/common/m.js';`, 'migrations-stand-alone'],
  [
    'a package, from a migration',
    '../migrations/q.ts',
    `import { DataSource } from 'typeorm'; new DataSource();`,
    'migrations-import-types',
  ],
  [
    'a module, from what hands out files',
    'console/w.ts',
    `import '../modules/users/index.js';`,
    'console-hands-out-files',
  ],
  ['the program, from the console', '../web/src/api/a.ts', `import '../../../src/common/m.js';`, 'console-apart'],
  ['the console, from the program', 'common/x.ts', `import '../../web/src/api/a.js';`, 'program-apart'],
  ['a page, from what calls the API', '../web/src/api/b.ts', `import '../pages/links/index.js';`, 'web-api'],
  ['a page, from a part of pages', '../web/src/ui/c.ts', `import '../pages/links/index.js';`, 'web-ui'],
  ['another page by its inside', '../web/src/pages/bots/d.ts', `import '../links/row.js';`, 'web-page-door'],
  ['a page by its inside', '../web/src/app/e.ts', `import '../pages/links/row.js';`, 'web-page-door-from-outside'],
  ['each other', 'common/r.ts', `import './s.js';`, 'no-cycles'],
  ['nothing, and by nothing', 'common/t.ts', `export const lonely = 1;`, 'no-orphans'],
  ['a tool for developers', 'common/u.ts', `import 'fast-check';`, 'declared-packages'],
  ['what does not exist', 'common/v.ts', `import './nowhere.js';`, 'resolvable'],
];

/** What the breaches reach for. */
const VICTIMS: Readonly<Record<string, string>> = {
  'modules/audit/audit.repository.ts': `import 'typeorm';`,
  'modules/users/users.repository.ts': `import 'typeorm';`,
  'modules/users/user.entity.ts': `import 'typeorm'; export interface X {}`,
  'modules/auth/index.ts': `import 'uuid';`,
  '../web/src/pages/links/index.tsx': `import './row.js';`,
  '../web/src/pages/links/row.ts': `import 'uuid';`,
  'common/s.ts': `import './r.js';`,
};

describe('a breach of the import law is noticed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-law-'));
  let found: string[];
  beforeAll(async () => {
    for (const file of [CONFIG, '.dependency-cruiser.roles.cjs', 'package.json', 'tsconfig.json'])
      cpSync(file, join(folder, file));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries(VICTIMS)) plant(folder, path, text);
    for (const [, path, text] of BREACHES) plant(folder, path, text);
    found = told(await cruise(folder, 'src', 'migrations', 'web/src'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(BREACHES)('importing %s (%s)', (_what, path, _text, rule) => {
    const from = join('src', path);
    expect(found.filter((violation) => violation.startsWith(`${rule}: ${from} `))).not.toEqual([]);
  });
});

function plant(folder: string, path: string, text: string): void {
  const file = join(folder, 'src', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
}
