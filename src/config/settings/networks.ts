import { z } from 'zod';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { required } from './production-rules.ts';
import { setting } from './setting.ts';
import { networks as networksLike } from './shapes.ts';

const hops = z.coerce.number({ message: settingMistakes['hops-shape'] }).int().min(0).max(9);

/** The proxies in front, the networks shared by many people, and those that may read the metrics. */
export const networks = {
  trustProxyHops: setting(hops.prefault('0'), {
    name: 'TRUST_PROXY_HOPS',
    meaning:
      'proxies in front whose `X-Forwarded-For` counts; none of them may compress pages, because the server does ([proxies.md](docs/proxies.md))',
    production: required(productionMistakes.hops),
  }),
  trustedNetworks: setting(networksLike('200.54.10.0/24', '2800:300:10::/48').prefault(''), {
    name: 'TRUSTED_NETWORKS',
    meaning:
      'networks separated by commas (`200.54.10.0/24`, `2800:300:10::/48`), such as municipal offices, whose limits by network are 20 times as high; limits by number stay',
  }),
  staffNetworks: setting(networksLike('10.40.0.0/16', '2800:300:10::/64').prefault(''), {
    name: 'STAFF_NETWORKS',
    meaning:
      'networks separated by commas (`10.40.0.0/16`) from which the desk (`/mesa`) may be opened; from elsewhere it does not exist (404); without any, from everywhere',
  }),
  metricsNetworks: setting(networksLike('10.20.0.7/32', '2800:300:10::/64').prefault(''), {
    name: 'METRICS_NETWORKS',
    meaning:
      'networks separated by commas (`10.20.0.7/32`) that may read `/metrics` besides this machine; asked directly, never through a proxy',
  }),
};
