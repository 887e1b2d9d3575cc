import { textPage } from './layout';
import {
  type Block,
  body,
  contact,
  each,
  heading,
  kept,
  matterList,
  numberBelow,
  signature,
  subheading,
  title,
  to,
  when,
} from './text';

const notice =
  (name: string, addressee: string, text: readonly Block[], foot: readonly Block[] = []) =>
  () =>
    textPage([
      ...title('{{发文单位分行}}', name),
      numberBelow(),
      to(addressee),
      ...text,
      ...signature(),
      ...contact(),
      ...foot,
    ]);

/** 告知书 to the petitioner. */
export const NOTICES = {
  RegistrationReceipt: notice('信访事项登记回执', '{{信访人}}', [
    body('你反映的“{{信访事项}}”事项，已于{{登记时间}}予以登记。现将有关情况告知如下：'),
    body('事项编号：{{事项编号}}'),
    body('来访序号：{{来访序号}}'),
    body('查 询 码：{{查询码}}'),
    body('去　　向：{{去向}}'),
    body('预计时限：{{预计时限}}'),
    ...when('联系电话', body('查询电话：{{联系电话}}')),
    kept(
      '请妥善保管本回执，凭事项编号和查询码查询办理情况。多人提出共同信访事项的，应当推选代表提出，代表人数不得超过五人（《信访工作条例》第二十条）。',
    ),
  ]),
  AcknowledgementNotice: notice('信访事项接收（受理）告知书', '{{信访人}}', [
    body(
      '你提出的“{{信访事项}}”信访事项（事项编号：{{事项编号}}），本单位已于{{收到日期}}收到，来源为{{来源}}。依据《信访工作条例》第二十三条，现将接收情况以及处理途径、程序告知如下：',
    ),
    ...when('事项', body('接收的事项：'), ...matterList()),
    heading('一、处理途径'),
    body('{{处理途径}}。'),
    heading('二、处理程序'),
    body('{{处理程序}}'),
    heading('三、办理期限'),
    body('{{期限说明}}{{#有办理期限}}本事项的办理期限至{{办理期限}}。{{/有办理期限}}'),
    kept('特此告知。'),
  ]),
  DeclineNotice: notice('信访事项{{告知种类}}告知书', '{{信访人}}', [
    body(
      '你提出的“{{信访事项}}”信访事项（事项编号：{{事项编号}}），本单位已于{{收到日期}}收到。经审查，决定{{告知种类}}。',
    ),
    ...when('事项', heading('涉及的事项'), ...matterList()),
    heading('一、理由'),
    body('{{理由}}'),
    heading('二、依据'),
    body('{{依据条款}}。'),
    ...when('法定途径', heading('三、法定途径'), body('{{法定途径}}')),
    kept('特此告知。'),
  ]),
  GuidanceNotice: notice('信访事项告知引导书', '{{信访人}}', [
    body(
      '你于{{收到日期}}提出的“{{信访事项}}”信访事项（事项编号：{{事项编号}}）收悉。经研究，该事项应当依法通过其他途径解决，现告知如下：',
    ),
    ...when('事项', heading('涉及的事项'), ...matterList()),
    heading('一、理由和依据'),
    body('{{理由}}'),
    body('依据：{{依据条款}}。'),
    heading('二、应当循什么途径提出'),
    body('{{法定途径}}'),
    ...when('受理机关', body('请向{{受理机关}}提出。')),
    kept('请注意法定途径的期限，及时提出。特此告知。'),
  ]),
  ExtensionNotice: notice('信访事项延期办理告知书', '{{信访人}}', [
    body(
      '你提出的“{{信访事项}}”信访事项（事项编号：{{事项编号}}），本单位已于{{受理日期}}受理，办理期限至{{原办理期限}}。',
    ),
    body('因下列原因，在上述期限内不能办结：'),
    body('{{理由}}'),
    body(
      '依据《信访工作条例》第三十四条，经本单位负责人{{批准人}}批准，办理期限延长{{延期天数}}日，延长至{{延长后期限}}。',
    ),
    kept('特此告知。'),
  ]),
};

/** 意见、报告 share the way a list of answers is written. */
export const answers = (): Block[] => each('事项', subheading('（{{汉字序号}}）{{标题}}'), body('答复：{{答复}}'));
