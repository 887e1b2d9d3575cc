import { addDays, type LocalDate, localDateAt } from '#shared/calendar/local-date';
import type { HandlingMode } from '#shared/domain/visits/choices';
import { type NameOf, presentField } from '#shared/domain/visits/present';
import type { Visit } from '#shared/domain/visits/schema';
import { htmlPage } from './page';
import type { VisitPaper } from './visit-form';

const CSS = `
html { font-size: 14pt; line-height: 1.75; }
h1 { margin: 6mm 0 2mm; }
.no { text-align: center; margin-bottom: 8mm; font-size: 12pt; }
.to { text-indent: 0; }
table { margin: 4mm 0 5mm; }
th { width: 32mm; } th, td { padding: 2mm 3mm; }
.code { font-family: Arial, "Noto Sans CJK SC", sans-serif; font-size: 16pt; letter-spacing: .12em; }
.foot { margin-top: 16mm; text-align: right; padding-right: 8mm; line-height: 2; }
.note { font-size: 12pt; line-height: 1.6; }
`;

/** Days within which a registered matter is passed on. */
const ROUTE_DAYS = 15;

/** 登记回执, handed to the visitor: numbers to ask with, where the matter goes and by when. */
export function receiptPage({ visit, nameOf, voided, phone }: VisitPaper): string {
  const unit = nameOf(visit.registeredUnit);
  const day = localDateAt(visit.registeredAt);
  return htmlPage({
    title: `登记回执 ${visit.caseNo}`,
    css: CSS,
    body: (
      <>
        <h1>信访事项登记回执</h1>
        <div className="no">
          事项编号：{visit.caseNo}
          {voided && '（已作废）'}
        </div>
        <p className="to">{visit.name ?? '来访人'}：</p>
        <p>
          {visit.petitionDate === undefined ? '' : `你${people(visit)}于${chineseDate(visit.petitionDate)}`}
          {verb(visit)}反映的“{visit.title ?? ''}”事项，已予登记。现将有关情况告知如下：
        </p>
        <table>
          <tbody>
            <Row label="来访序号">{visit.visitNo}</Row>
            <Row label="查询码">
              <span className="code">{visit.queryCode}</span>
            </Row>
            <Row label="登记时间">{presentField(visit, 'registeredAt', nameOf)}</Row>
            <Row label="去向">{destination(visit, nameOf)}</Row>
            <Row label="预计时限">{timing(visit, day)}</Row>
            <Row label="查询电话">{phone ?? ''}</Row>
          </tbody>
        </table>
        <p className="note">
          请妥善保管本回执，凭事项编号和查询码查询办理情况。多人提出共同信访事项的，应当推选代表提出，代表人数不得超过五人（《信访工作条例》第二十条）。
        </p>
        <div className="foot">
          <div>{unit}（章）</div>
          <div>{chineseDate(day)}</div>
        </div>
      </>
    ),
  });
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <tr>
    <th>{label}</th>
    <td>{children}</td>
  </tr>
);

const people = (visit: Visit): string => ((visit.headcount ?? 1) > 1 ? `等 ${visit.headcount} 人` : '');
const verb = (visit: Visit): string => (visit.channel === 'visit' ? '来访' : '');

function destination(visit: Visit, nameOf: NameOf): string {
  const mode = presentField(visit, 'handlingMode', nameOf);
  const unit = visit.responsibleUnit === undefined ? '' : nameOf(visit.responsibleUnit);
  if (visit.handlingMode === undefined) return '已登记，依照职责和属地转送、交办有权处理的机关、单位';
  return unit === '' ? mode : `${mode}${unit}`;
}

const SETTLED: readonly (HandlingMode | undefined)[] = ['replyOnSpot', 'guide', 'decline', 'declineFinal', 'file'];

function timing(visit: Visit, registered: LocalDate): string {
  if (SETTLED.includes(visit.handlingMode)) return '已当场告知';
  const end = chineseDate(addDays(registered, ROUTE_DAYS));
  return `自登记之日起十五日内（${end}前）转送、交办或者报请；有权处理的机关、单位自收到之日起十五日内书面告知接收情况以及处理途径、程序（《信访工作条例》第二十二条、第二十三条）`;
}

const chineseDate = (date: LocalDate): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};
