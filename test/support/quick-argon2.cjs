'use strict';
const argon2 = require('../../node_modules/@node-rs/argon2');

/**
 * The real library at the least it can do: thousands of people register in the tests, which would cost both processors a minute. Programs that
 * tests start are as in earnest, and so is a test file that says so (`TEST_PASSWORDS=dear`).
 */
const CHEAP = { memoryCost: 1_024, timeCost: 1 };

const hash = (password, options) =>
  argon2.hash(password, process.env.TEST_PASSWORDS === 'dear' ? options : { ...options, ...CHEAP });

module.exports = { ...argon2, hash };
