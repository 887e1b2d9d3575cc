export { RecommendedUnits, useRecommended } from './RecommendedUnits';
