import './visits.css';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useLocation } from 'wouter';
import { keyOf } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { Form, FormActions, SaveButton } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { type Draft, useDraft } from '../../ui/form/useDraft';
import { useSave } from '../../ui/form/useSave';
import { formatClock } from '../../ui/format';
import { Notice, Page } from '../../ui/Page';
import { LoadingState } from '../../ui/states';
import { useVisitWords } from './dictionary';
import { blankVisit, type VisitDraft, type VisitEntry, visitFormSchema } from './form/model';
import { SidePanel } from './form/SidePanel';
import { VisitFormBody } from './form/VisitFormBody';

/** 来访登记: one screen, from F2 to 已保存 by keyboard. */
export default function VisitNewPage() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  if (status.data === undefined) {
    return (
      <Page title="来访登记" busy>
        <LoadingState />
      </Page>
    );
  }
  const { today, identity } = status.data;
  return <NewVisit fresh={blankVisit(today, identity?.operator ?? '', identity?.unit)} today={today} />;
}

const DRAFT = 'visits.register';

function NewVisit({ fresh, today }: { fresh: VisitDraft; today: string }) {
  const words = useVisitWords();
  const [, go] = useLocation();
  const confirm = useConfirm();
  const schema = useMemo(() => visitFormSchema(today), [today]);
  const form = useDeskForm<VisitDraft, VisitEntry>({ schema, defaultValues: fresh });
  const draft = useDraft(DRAFT, form);
  const restored = useRestoredDraft(draft);
  const save = useSave('visits.register', form, {
    toInput: ({ priorVisitIds, ...visit }) => ({ visit, priorVisitIds }),
    draft,
    said: null,
    onSaved: ({ id }) => go(`/visits/registered/${keyOf(id)}`),
  });
  const clear = async () => {
    await draft.discard();
    form.reset(fresh);
    form.setFocus('idNo');
  };
  const askClear = async () => {
    if (
      (await confirm({ title: '清空已填写的内容？', body: '清空后不能恢复。', ok: '清空', danger: true })) !== undefined
    ) {
      await clear();
    }
  };
  return (
    <Page title="来访登记" sub={`信访日期 ${today}`} fill>
      <div className="visit-desk">
        <div className="visit-form">
          <Form form={form} label="来访登记" onSubmit={save.submit} columns={3} labelWidth={5}>
            {restored === undefined ? null : (
              <Notice
                actions={
                  <Button size="small" onClick={() => void clear()}>
                    清空重填
                  </Button>
                }
              >
                已恢复 {formatClock(restored)} 暂存的草稿，可接着填写。
              </Notice>
            )}
            <VisitFormBody words={words} fresh={fresh} autoFocus />
            <FormActions
              note={draft.savedAt === undefined ? '边填边自动暂存' : `草稿已暂存 ${formatClock(draft.savedAt)}`}
            >
              <SaveButton pending={save.pending}>保存登记</SaveButton>
              <Button onClick={() => void askClear()}>清空</Button>
            </FormActions>
          </Form>
        </div>
        <FormProvider {...form}>
          <SidePanel words={words} />
        </FormProvider>
      </div>
    </Page>
  );
}

/** Takes up at once what was being typed when the page was left or the program stopped; when that was. */
function useRestoredDraft({ offer, restore }: Draft): number | undefined {
  const [restored, setRestored] = useState<number>();
  if (offer !== undefined && restored !== offer.savedAt) setRestored(offer.savedAt);
  useEffect(() => {
    if (offer !== undefined) restore();
  }, [offer, restore]);
  return restored;
}
