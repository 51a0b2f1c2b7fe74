import type { CheckedPoint } from '../../domain/platform-checklist.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The checklist of a client in words: what is missing, and how the rest was seen. */
export const platformPointRows = ({ platforms, formats }: Catalogue, points: readonly CheckedPoint[]) =>
  points.map(({ point, state, at, result }) => {
    const { name, missing, seen } = platforms.points[point];
    const how = [
      // What the test found says what to do.
      state === 'falta' && !result ? missing : '',
      state === 'cumplido' || result ? seen(at && formats.longInstant(at)) : '',
      result ? platforms.logoutResults[result] : '',
    ];
    return {
      name,
      state,
      text: platforms.pointStates[state],
      tried: platforms.pointsTried[state],
      how: how.filter(Boolean).join(' '),
    };
  });
