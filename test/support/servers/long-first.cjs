'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

/** The projects whose files take long, longest first. */
const LONG = ['faults', 'browser', 'db'];

/**
 * Jest starts with the files that took longest the last time, so that no worker is left with a long one at the end. What it
 * has never run, such as everything in a fresh clone, it knows only by the size of the files, which says little.
 */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
};

function rankOf({ context }) {
  const place = LONG.indexOf(context.config.displayName?.name);
  return place === -1 ? LONG.length : place;
}
