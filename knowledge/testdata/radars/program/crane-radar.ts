import { Ring, Quadrant, type Entry } from './types';

// The rings as the page draws them: { name: 'No entry', ring: 'Adopt' } is a comment.
export const SIZE = 400
export const UPDATED_AT = '2026-03-02'

const quadrants: Layout['quadrants'] = [
  { name: 'Cables & Winches', index: Quadrant.Top },
  { name: 'Engines', index: Quadrant.Bottom },
];

interface Entry { name: string; ring: Ring; quadrant: Quadrant }

export const items: Entry[] = [
  {
    quadrant: Quadrant.Top,
    ring: Ring.Adopt,
    label: 'Steel rope',
    description: 'Holds what hemp ' + 'does not.',
  },
  { quadrant: Quadrant.Bottom, ring: Ring['x'], label: 'Treadmill' },
  { quadrant: Quadrant.Bottom, ring: 'hold', label: "Steam winch", note: `Nobody is licensed
for it any more.`, since: new Date('2025-11-03') },
  { quadrant: Quadrant.Bottom, ring: `${best}`, label: 'Oars' },
].map((item) => ({ ...item, active: item.active ?? true }));
