import { GENDERS } from '#shared/domain/petitioners/choices';
import { Section } from './Section';
import type { CaseDetail } from './steps/form';

/** 信访人: one line each. */
export function People({ fields }: { fields: CaseDetail['fields'] }) {
  const { petitioners, identityUnclear } = fields;
  return (
    <Section
      title="信访人"
      sub={identityUnclear === true ? '姓名住址不清' : petitioners.length > 1 ? `${petitioners.length} 人` : undefined}
    >
      <div className="case-table">
        <table aria-label="信访人">
          <thead>
            <tr>
              <th>姓名</th>
              <th>性别</th>
              <th>证件号</th>
              <th>电话</th>
              <th>住址</th>
            </tr>
          </thead>
          <tbody>
            {petitioners.map((person, i) => (
              <tr key={`${i} ${person.name ?? ''}`}>
                <td className="name">{person.name ?? '（姓名不清）'}</td>
                <td>{person.gender === undefined ? '—' : GENDERS[person.gender]}</td>
                <td className="number">{person.idNo ?? '—'}</td>
                <td className="number">{person.phone ?? '—'}</td>
                <td>{person.address ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
