import type { ISectionOptions } from 'docx';
import { formPage, textPage } from './layout';
import { above, formKit, formTitle, long, note, row, ruled } from './table';
import { body, each, heading, kept, title, when } from './text';

const { label, value, prose, signed } = formKit();

const about = () => [body('事项编号：{{事项编号}}　信访人：{{信访人}}'), body('信访事项：{{信访事项}}')];

/** 笔录、回访记录: signed by those who were there. */
export const RECORDS = {
  InquiryRecord: (): ISectionOptions =>
    textPage([
      ...title('调查（询问）笔录'),
      ...about(),
      body('询问时间：{{询问日期}}{{#有询问时间}}　{{询问时间}}{{/有询问时间}}'),
      body('询问地点：{{询问地点}}'),
      body('承办单位：{{发文单位}}'),
      body('询问人：{{询问人}}　记录人：{{记录人}}'),
      body('被询问人：{{被询问人}}{{#有证件号码}}　证件号码：{{证件号码}}{{/有证件号码}}'),
      ...when('单位职业', body('工作单位、职业：{{单位职业}}')),
      ...when('住址', body('住址：{{住址}}')),
      ...when('信访人电话', body('联系电话：{{信访人电话}}')),
      body('告知：{{权利告知}}'),
      ...each('问答', body('问：{{提问}}'), body('答：{{回答}}')),
      kept('以上笔录已由本人核对，与本人所述一致。'),
      kept('被询问人（签名）：　　　　　　　　　　年　　月　　日'),
      kept('询问人（签名）：　　　　　　　　　　　年　　月　　日'),
      body('记录人（签名）：　　　　　　　　　　　年　　月　　日'),
    ]),
  HearingRecord: (): ISectionOptions =>
    textPage([
      ...title('听　证　笔　录'),
      ...about(),
      body('听证时间：{{听证日期}}{{#有听证时间}}　{{听证时间}}{{/有听证时间}}'),
      body('听证地点：{{听证地点}}'),
      body('举行单位：{{发文单位}}'),
      body('主持人：{{主持人}}　记录人：{{记录人}}'),
      ...when('听证员', body('听证员：{{听证员}}')),
      ...each('参加人', body('{{身份}}：{{姓名}}{{#有基本情况}}，{{基本情况}}{{/有基本情况}}。')),
      ...when('程序告知', heading('程序告知'), body('{{程序告知}}')),
      heading('信访人陈述'),
      body('{{信访人陈述}}'),
      heading('责任单位陈述'),
      body('{{单位陈述}}'),
      ...when('举证质证', heading('举证、质证'), body('{{举证质证}}')),
      ...when('询问辩论', heading('询问、辩论'), body('{{询问辩论}}')),
      ...when('最后陈述', heading('最后陈述'), body('{{最后陈述}}')),
      heading('听证情况'),
      body('{{听证情况}}'),
      kept('以上笔录已由各方核对，与所述一致。'),
      ...each('参加人', body('{{身份}}（签名）：　　　　　　　　　　　　')),
      kept('听证员（签名）：'),
      kept('主持人（签名）：　　　　　　　　　　　年　　月　　日'),
      body('记录人（签名）：　　　　　　　　　　　年　　月　　日'),
    ]),
  FollowUpRecord: (): ISectionOptions =>
    formPage([
      formTitle('信访事项回访记录'),
      ...above('回访单位：{{发文单位}}', '回访日期：{{回访日期}}'),
      ruled(
        [16, 34, 16, 34],
        [
          row(9, label('事项编号'), value('{{事项编号}}'), label('信访人'), value('{{信访人}}')),
          row(9, label('信访事项'), value('{{信访事项}}', 3)),
          row(9, label('住址'), value('{{住址}}'), label('联系电话'), value('{{信访人电话}}')),
          row(9, label('回访方式'), value('{{回访方式}}'), label('回访地点'), value('{{回访地点}}')),
          row(9, label('回访人'), value('{{回访人}}'), label('回访对象'), value('{{回访对象}}')),
          long(20, label('原处理意见'), prose('{{原处理意见}}', 3)),
          long(30, label('回访情况'), prose('{{回访情况}}', 3)),
          long(15, label('新的问题'), prose('{{新的问题}}', 3)),
          long(15, label('当场答复'), prose('{{当场答复}}', 3)),
          long(14, label('交办意见'), prose('{{交办意见}}', 3)),
          row(9, label('满意度评价'), value('{{评价}}', 3)),
          row(20, label('回访对象/确认'), signed('以上记录已核对，与本人所述一致。', '回访对象（签名）', 3)),
          row(18, label('回访人'), signed('', '回访人（签名）', 3)),
          row(9, label('备注'), value('{{备注}}', 3)),
        ],
        { keepLast: true },
      ),
      note('注：处理意见落实以后，信访部门或者责任单位可以上门、电话、书面回访；电话回访的，不需要回访对象签名。'),
    ]),
};
