import { declareArrivals } from './arrive.ts';

declareArrivals('segura');
