import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CATALOGUE, ERROR_CODES } from '../../common/errors/catalogue.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { AppConfig } from '../../config/app-config.js';
import { CatalogueEntryDto, InfoDto } from './dto/info.dto.js';
import { MissingKeys } from './missing-keys.service.js';
import { VERSION } from './version.js';

@ApiTags('System')
@Controller('v1')
export class InfoController {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: MissingKeys,
  ) {}

  @Get('info')
  @Access({ kind: 'public' })
  @Answers({ summary: 'What this installation is and offers', answer: InfoDto })
  info(): InfoDto {
    const { settings } = this.config;
    return {
      name: 'understudy',
      version: VERSION,
      registration_enabled: settings.REGISTRATION_ENABLED,
      bot_users_enabled: settings.BOT_USERS_ENABLED,
      missing_encryption_keys: [...this.keys.ids()],
      sign_in: { password: true, oidc: settings.OIDC_ISSUER !== null, ldap: settings.LDAP_URL !== null },
    };
  }

  @Get('errors')
  @Access({ kind: 'public' })
  @Answers({ summary: 'Every error code the program answers with', answer: [CatalogueEntryDto] })
  errors(): CatalogueEntryDto[] {
    return ERROR_CODES.map((code) => CatalogueEntryDto.from(code, CATALOGUE[code]));
  }
}
