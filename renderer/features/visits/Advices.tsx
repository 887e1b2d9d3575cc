import type { Advice } from '#shared/domain/visits/advice';

/** What the regulations and plain prudence say, each with its article. */
export const Advices = ({ advice }: { advice: readonly Advice[] }) =>
  advice.length === 0 ? null : (
    <ul className="visit-advice" aria-label="提示">
      {advice.map((item) => (
        <li key={item.code} className={item.level}>
          {item.message}
          {item.lawArticle === undefined ? null : <cite>{item.lawArticle}</cite>}
        </li>
      ))}
    </ul>
  );
