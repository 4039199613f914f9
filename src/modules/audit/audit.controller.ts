import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { systemAdminRequired } from '../../common/access/access.errors.js';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type UserCaller, type Membership } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { AuditService } from './audit.service.js';
import { AuditPageDto, AuditQueryDto } from './dto/audit.dto.js';

@ApiTags('Audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Access({ kind: 'account', permission: 'audit:read', from: 'header', token: 'audit:read' })
  @Answers({
    summary: 'List who did what as whom, newest first',
    description:
      "The account's events; for a personal account also what was done for its person. `scope=global` lists what belongs to no account " +
      'and needs a system admin.',
    answer: AuditPageDto,
    refuses: ['cursor_invalid', 'permission_missing', 'system_admin_required', 'account_not_found'],
  })
  async list(
    @Query() query: AuditQueryDto,
    @CallerOf() caller: UserCaller,
    @MembershipOf() membership: Membership,
  ): Promise<AuditPageDto> {
    const { action, actor_id: actorId, subject_id: subjectId, target_id: targetId } = query;
    const filter = { action, actorId, subjectId, targetId };
    if (query.scope !== 'global') return AuditPageDto.from(await this.audit.listOfAccount(membership, filter, query));
    const { principal } = caller;
    if (principal.kind !== 'human' || !principal.isSystemAdmin) throw systemAdminRequired();
    return AuditPageDto.from(await this.audit.listGlobal(filter, query));
  }
}
