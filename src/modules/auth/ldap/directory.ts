import { Inject, Injectable } from '@nestjs/common';
import { BusyError, InvalidCredentialsError, ResultCodeError, UnavailableError, type Client } from 'ldapts';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { AppConfig } from '../../../config/app-config.js';
import { identityProviderUnavailable } from '../auth.errors.js';
import { emailOf, textOf } from '../outside/outside-person.rules.js';
import type { OutsidePerson } from '../outside/outside.types.js';
import { filterFor, firstOf, isPlainName, issuerOf, subjectOf, type Entry } from './directory.rules.js';
import { withDirectory } from './directory-connection.js';

/** Runs on the person that was found, before their password is tried; what it throws ends the sign-in. */
export type Admission = (person: OutsidePerson) => void;

interface Found {
  readonly dn: string;
  readonly person: OutsidePerson;
}

/** The directory of the configuration (LDAP version 3): who is called so, and is this their password? */
@Injectable()
export class Directory {
  constructor(
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  get isSetUp(): boolean {
    return this.config.settings.LDAP_URL !== null;
  }

  /**
   * The person who is called so and has that password, or null.
   *
   * @throws AppError identity_provider_unavailable, and what `admit` refuses with
   */
  async authenticate(login: string, password: string, admit: Admission): Promise<OutsidePerson | null> {
    // An empty password would be an unauthenticated bind, which succeeds for everybody (RFC 4513 section 5.1.2).
    if (password === '' || !isPlainName(login)) return null;
    const { LDAP_URL, LDAP_STARTTLS, LDAP_CA } = this.config.settings;
    const address = { url: LDAP_URL ?? '', startTls: LDAP_STARTTLS, ca: LDAP_CA };
    const found = await this.reached(() =>
      withDirectory(address, (client) => this.prove(client, login, password, admit)),
    );
    if (typeof found !== 'function') return found;
    return found();
  }

  /** A refusal of `admit` is handed on as a function, so that it is not taken for trouble with the directory. */
  private async prove(
    client: Client,
    login: string,
    password: string,
    admit: Admission,
  ): Promise<OutsidePerson | null | (() => never)> {
    const found = await this.find(client, login);
    if (!found) return null;
    try {
      admit(found.person);
    } catch (refusal) {
      return () => {
        throw refusal;
      };
    }
    return (await hasPassword(client, found.dn, password)) ? found.person : null;
  }

  private async find(client: Client, login: string): Promise<Found | null> {
    const { settings } = this.config;
    const { LDAP_BIND_DN, LDAP_BIND_PASSWORD, LDAP_BASE_DN, LDAP_USERNAME_ATTRIBUTE } = settings;
    if (LDAP_BIND_DN !== null) await client.bind(LDAP_BIND_DN, LDAP_BIND_PASSWORD ?? '');
    const { searchEntries } = await client.search(LDAP_BASE_DN ?? '', {
      scope: 'sub',
      filter: filterFor(settings.LDAP_USER_FILTER, login),
      attributes: [LDAP_USERNAME_ATTRIBUTE, 'entryUUID', 'objectGUID', 'mail', 'displayName', 'cn'],
      explicitBufferAttributes: ['objectGUID'],
      timeLimit: 3,
    });
    const [entry] = searchEntries as Entry[];
    if (searchEntries.length > 1) {
      this.logger.warn(
        { found: searchEntries.length },
        'LDAP_USER_FILTER finds several people of one name: none is signed in',
      );
    }
    return entry && searchEntries.length === 1 ? { dn: entry.dn, person: this.personOf(entry) } : null;
  }

  private personOf(entry: Entry): OutsidePerson {
    const { LDAP_URL, LDAP_BASE_DN, LDAP_USERNAME_ATTRIBUTE } = this.config.settings;
    return {
      issuer: issuerOf({ url: LDAP_URL ?? '', baseDn: LDAP_BASE_DN ?? '' }),
      subject: subjectOf(entry),
      username: textOf(firstOf(entry, LDAP_USERNAME_ATTRIBUTE)),
      // The directory is the operator's own, who vouches for what it says.
      email: emailOf(firstOf(entry, 'mail')),
      name: textOf(firstOf(entry, 'displayName')) ?? textOf(firstOf(entry, 'cn')),
    };
  }

  private async reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'the directory did not answer as it should');
      throw identityProviderUnavailable(error);
    }
  }
}

/** Any refusal of the bind is one of the password: locked and expired people get no other answer. */
async function hasPassword(client: Client, dn: string, password: string): Promise<boolean> {
  try {
    await client.bind(dn, password);
    return true;
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false;
    if (error instanceof BusyError || error instanceof UnavailableError) throw error;
    if (error instanceof ResultCodeError) return false;
    throw error;
  }
}
