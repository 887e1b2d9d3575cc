import { textPage } from './layout';
import { answers } from './notices';
import {
  attachmentList,
  type Block,
  body,
  contact,
  each,
  heading,
  kept,
  imprint,
  numberBelow,
  signature,
  title,
  to,
  when,
} from './text';

const review = (name: string, right: readonly Block[]) => () =>
  textPage([
    ...title('{{发文单位分行}}', name),
    numberBelow(),
    body('申请人：{{信访人}}{{#有证件号码}}，证件号码{{证件号码}}{{/有证件号码}}{{#有住址}}，住{{住址}}{{/有住址}}。'),
    body('被申请单位：{{被申请单位}}。'),
    body('申请事项：{{信访事项}}（事项编号：{{事项编号}}）。'),
    body('申请人对被申请单位作出的{{原文号}}意见不服提出申请，本机关于{{申请日期}}收到，现已审查终结。'),
    heading('一、申请人的请求'),
    body('{{请求}}'),
    heading('二、查明的事实和理由'),
    body('{{事实认定}}'),
    ...when('事项', heading('三、逐项意见'), ...answers()),
    heading('四、意见及依据'),
    body('依据{{依据}}，决定：{{结论}}。'),
    body('{{复查复核意见}}'),
    ...right,
    ...signature(),
    ...contact(),
    ...imprint(),
  ]);

/** 意见书、协议书、办结报告. */
export const OPINIONS = {
  HandlingOpinion: () =>
    textPage([
      ...title('{{发文单位分行}}', '关于{{信访事项}}信访事项的答复意见书'),
      numberBelow(),
      to('{{信访人}}'),
      body('你提出的“{{信访事项}}”信访事项（事项编号：{{事项编号}}），现答复如下：'),
      heading('一、受理情况'),
      body(
        '本单位于{{收到日期}}收到，来源为{{来源}}{{#有受理日期}}，于{{受理日期}}受理{{/有受理日期}}。你的请求是：{{请求}}',
      ),
      heading('二、事实认定'),
      body('{{事实认定}}'),
      ...when('事项', heading('三、逐项答复'), ...answers()),
      heading('四、处理意见及依据'),
      body('依据{{依据}}，对你的请求作出如下处理意见：{{结论}}。'),
      body('{{处理意见}}'),
      ...when(
        '复查机关',
        heading('五、救济途径'),
        kept(
          '如不服本处理意见，可以自收到本意见书之日起三十日内，向{{复查机关}}书面请求复查，并附本意见书（《信访工作条例》第三十五条）。',
        ),
      ),
      ...signature(),
      ...contact(),
      ...imprint('抄报'),
    ]),
  ReviewOpinion: review('信访事项复查意见书', [
    heading('五、救济途径'),
    kept(
      '如不服本复查意见，可以自收到本意见书之日起三十日内，向{{复核机关}}书面请求复核，并附原处理意见书和本意见书（《信访工作条例》第三十六条）。',
    ),
  ]),
  FinalReviewOpinion: review('信访事项复核意见书', [
    ...when('听证情况', body('听证情况：{{听证情况}}')),
    kept(
      '对本复核意见不服，仍然以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理（《信访工作条例》第三十六条）。',
    ),
  ]),
  MediationAgreement: () =>
    textPage([
      ...title('信访事项调解协议书'),
      numberBelow(),
      body('事项编号：{{事项编号}}　信访人：{{信访人}}　事项：{{信访事项}}'),
      ...each('当事人', body('{{身份}}：{{姓名}}{{#有基本情况}}，{{基本情况}}{{/有基本情况}}。')),
      body('调解员：{{调解员}}{{#有调解地点}}　调解地点：{{调解地点}}{{/有调解地点}}'),
      heading('一、争议情况'),
      body('{{争议情况}}'),
      heading('二、协议内容'),
      body('经{{发文单位}}主持调解（《信访工作条例》第三十三条），各方当事人自愿达成协议如下：'),
      ...each('协议内容', body('{{序号}}．{{内容}}')),
      heading('三、履行的方式和期限'),
      body('{{履行方式}}'),
      body('本协议自各方当事人签名、盖章之日起生效。当事人和{{发文单位}}各执一份。'),
      ...each('当事人', body('{{身份}}（签名、盖章）：　　　　　　　　　　　　')),
      kept('调解员（签名）：'),
      ...signature(),
    ]),
  ClosureReport: () =>
    textPage([
      ...title('{{发文单位分行}}', '关于{{信访事项}}信访事项的办结报告'),
      numberBelow(),
      to('{{主送单位}}'),
      body('你单位{{原文号}}交办的信访事项（事项编号：{{事项编号}}，信访人：{{信访人}}），现已办结，报告如下：'),
      heading('一、调查经过'),
      body('{{调查经过}}'),
      heading('二、办理结果'),
      body('{{办理结果}}'),
      ...when('事项', ...answers()),
      heading('三、信访人意见'),
      body('{{信访人意见}}'),
      ...when('息访情况', body('息诉息访情况：{{息访情况}}')),
      ...when('审签人', body('本报告经{{审签人}}审签。')),
      kept('特此报告。'),
      ...attachmentList(),
      ...signature(),
      ...contact(),
      ...imprint(),
    ]),
};
