let number = 0;

/** Prints what happens next, in words. */
export function scene(title) {
  number += 1;
  console.log(`\n${number}. ${title}`);
}

/** The same without a number: one step within a scene. */
export function step(words) {
  console.log(`  # ${words}`);
}

export const LINKING = '/v1/platform-linking';
