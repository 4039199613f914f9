import { AppError } from '../../common/errors/app-error.js';

export const identityAlreadyLinked = (): AppError => new AppError('platform_identity_already_linked');

export const linkTokenNotFound = (): AppError => new AppError('link_token_not_found');

/** `linked_to_me` lets the page of the person who used it show success instead of a dead end. */
export const linkTokenUsed = (linkedToMe: boolean): AppError =>
  new AppError('link_token_used', linkedToMe ? { members: { linked_to_me: true } } : {});

export const linkTokenExpired = (): AppError => new AppError('link_token_expired');

export const identityLinkedToYou = (): AppError => new AppError('platform_identity_linked_to_you');

export const identityLinkedToAnother = (): AppError => new AppError('platform_identity_linked_to_another');

export const identityJustLinked = (): AppError => new AppError('platform_identity_just_linked');

export const linkNotFound = (): AppError => new AppError('platform_link_not_found');

export const linkNotYours = (): AppError => new AppError('platform_link_not_yours');

export const proofNotAwaited = (): AppError => new AppError('link_proof_not_awaited');

export const proofWrong = (triesLeft: number): AppError =>
  new AppError('link_proof_wrong', { members: { tries_left: triesLeft } });

/** Says nothing of who signed in. */
export const proofOfOtherAccount = (triesLeft: number): AppError =>
  new AppError('link_proof_other_account', { members: { tries_left: triesLeft } });

export const proofIdentityMismatch = (triesLeft: number): AppError =>
  new AppError('link_proof_identity_mismatch', { members: { tries_left: triesLeft } });
