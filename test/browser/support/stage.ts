import type { Browser } from 'playwright-core';
import type { Platforms } from '../../support/connecting.js';
import type { World } from '../../support/world.js';
import type { Town } from './town.js';

/** The address that the program is told it has, and that platforms and organisations send people back to. */
export const OURS = 'http://localhost:3000';

/** What several parts of the tests share, as starting it takes longer than many a test. */
export interface Stage {
  readonly world: World;
  readonly browser: Browser;
}

export interface TownStage extends Stage {
  readonly town: Town;
}

/** In its browser the program is at `OURS`. */
export interface ConnectedStage extends TownStage {
  readonly platforms: Platforms;
}
