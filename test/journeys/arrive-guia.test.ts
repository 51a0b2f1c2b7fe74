import { declareArrivals } from './arrive.ts';

declareArrivals('guia');
