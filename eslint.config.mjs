import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const SIZE = {
  'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 5],
  'max-depth': ['error', 4],
  'max-nested-callbacks': ['error', 3],
  complexity: ['error', 15],
};

const SOUND = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-param-reassign': 'error',
  'no-else-return': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  // Inline `type` lets one import hold the class that Nest injects and the types beside it. The rule leaves classes alone that
  // appear in constructor signatures of decorated classes, as Nest reads those at run time.
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // Nest modules are classes with nothing but a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
  // DTOs and entities are plain data under a name that Nest and TypeORM can reach: literals are made to fit them, and spread.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-misused-spread': 'off',
  // An empty variable of the environment counts as an absent one, so `||` is meant.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  '@typescript-eslint/no-dynamic-delete': 'off',
  // `void` marks a callback whose result nobody wants.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

/** Each says what to do instead, for whoever meets it first. */
const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' };
const JS_SUFFIX = {
  selector:
    'ImportDeclaration[source.value=/^\\.{1,2}\\u002f(?!.*\\.(js|json)$)/], ExportNamedDeclaration[source.value=/^\\.{1,2}\\u002f(?!.*\\.(js|json)$)/]',
  message: 'Relative imports name the built file: ./x.js.',
};
const HTTP_EXCEPTION = {
  selector: "ImportDeclaration[source.value='@nestjs/common'] > ImportSpecifier[imported.name=/Exception$/]",
  message: 'Refuse with an AppError from the catalogue; Nest HttpExceptions belong to the problem filter.',
};
const FORWARD_REF = {
  selector: "ImportDeclaration[source.value='@nestjs/common'] > ImportSpecifier[imported.name='forwardRef']",
  message: 'Two modules that need each other are one module, or three.',
};
const ENUM = { selector: 'TSEnumDeclaration', message: 'Use a const array and a union.' };
const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config reads the environment; ask for AppConfig.',
};

const restrict = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'data/',
      'coverage/',
      'node_modules/',
      'docs/',
      'web/dist/',
      'packages/*/dist/',
      'packages/client/src/generated/',
      'web/src/api/schema.d.ts',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...SIZE, ...SOUND },
  },
  { files: ['src/**/*.ts'], rules: restrict(DEFAULT_EXPORT, JS_SUFFIX, ENUM, FORWARD_REF, ENVIRONMENT) },
  {
    files: ['src/modules/**/*.ts'],
    rules: restrict(DEFAULT_EXPORT, JS_SUFFIX, ENUM, FORWARD_REF, ENVIRONMENT, HTTP_EXCEPTION),
  },
  { files: ['src/config/**/*.ts'], rules: restrict(DEFAULT_EXPORT, JS_SUFFIX, ENUM, FORWARD_REF) },
  {
    files: ['migrations/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'packages/**/*.ts'],
    rules: restrict(DEFAULT_EXPORT, JS_SUFFIX, ENUM),
  },
  {
    // The database and the request fill these in, so TypeScript must be told that they are there.
    files: ['src/**/*.entity.ts', 'src/**/dto/*.ts', 'src/config/env.ts', 'src/common/paging/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: restrict(DEFAULT_EXPORT, ENUM),
  },
  {
    // A component is a function that is mostly markup.
    files: ['web/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    // SQL is long where it is readable.
    files: ['migrations/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/class-methods-use-this': 'off' },
  },
  {
    // A describe block is one long function by nature, and holds its tests two levels deep.
    files: ['**/*.test.ts', '**/*.spec.ts', 'test/browser/cases/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-depth': 'off', 'max-nested-callbacks': ['error', 5] },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { ...SIZE, eqeqeq: 'error', 'prefer-const': 'error' },
  },
);
