import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { OfferDto, OffersQuery } from './dto/providers.dto.js';
import { ProviderOffers } from './provider-offers.service.js';

@ApiTags('Platforms')
@Controller('v1/providers')
export class ProvidersController {
  constructor(private readonly providers: ProviderOffers) {}

  @Get('enabled')
  @Access({ kind: 'public' })
  @Answers({
    summary: 'List the platforms that take new connections of a kind',
    description: 'Those that are set up and not switched off for everybody. An account may have other rules.',
    answer: [OfferDto],
  })
  async enabled(@Query() { type }: OffersQuery): Promise<OfferDto[]> {
    return (await this.providers.list(type)).map((offer) => OfferDto.from(offer));
  }
}
