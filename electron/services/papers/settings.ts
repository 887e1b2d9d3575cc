import type { paperSettingsContract } from '#shared/contract/paper-settings';
import type { Handlers } from '../../ipc/router';
import type { ServiceDeps } from '../deps';
import { numberingService } from './numbering';
import { templatesService } from './templates';

/** 文书模板 and 文书编号. */
export const paperSettingsService = (deps: ServiceDeps): Handlers<typeof paperSettingsContract> => ({
  ...templatesService(deps),
  ...numberingService(deps),
});
