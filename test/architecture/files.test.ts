import { globSync, readFileSync } from 'node:fs';

const MAX_LINES = 300;

const sources = ['src', 'migrations', 'test', 'bench', 'packages/*/src', 'packages/*/test'].flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,cjs,mjs}`),
);

interface Package {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
}

const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;

describe('the files', () => {
  it('are short enough to be read at once', () => {
    const written = sources.filter((path) => !path.includes('/generated/'));
    const long = written.filter((path) => readFileSync(path, 'utf8').split('\n').length > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('are TypeScript where the program is', () => {
    expect(globSync('src/**/*.{js,cjs,mjs}')).toEqual([]);
  });
});

describe('package.json', () => {
  it('holds every package to a major version', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, range]) => !/^(?:npm:[^@]+@)?[\^~]?\d+\.\d+\.\d+/.test(range),
    );
    expect(loose).toEqual([]);
  });

  it('agrees with the lock file', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
  });

  it('builds, tests and checks with the scripts the documents name', () => {
    const named = ['dev', 'build', 'start', 'check', 'verify', 'openapi', 'openapi:check', 'db:check', 'deps:check'];
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});
