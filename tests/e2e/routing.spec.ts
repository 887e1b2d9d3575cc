import { expect, type Locator, type Page } from '@playwright/test';
import { confirm } from './pages/departments';
import { test } from './fixture';

/** 系统设置 · 转办规则. */
class RoutingPage {
  readonly table: Locator;
  readonly tryOut: Locator;
  readonly recommended: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: '转办规则' });
    this.tryOut = page.getByRole('form', { name: '试一试' });
    this.recommended = page.getByRole('radiogroup', { name: '推荐的责任单位' });
  }

  async open(): Promise<this> {
    await this.page.getByRole('link', { name: '系统设置' }).click();
    await this.page.getByRole('link', { name: '转办规则' }).click();
    await expect(this.page.getByRole('heading', { name: '转办规则', level: 1 })).toBeVisible();
    await expect(this.table).toBeVisible();
    return this;
  }

  line(n: number): Locator {
    return this.table.getByRole('row').nth(n);
  }

  /** Chooses from a tree in a form by what is typed. */
  async choose(form: Locator, label: string, typed: string, name: string): Promise<void> {
    await form.getByLabel(label).click();
    await this.page.keyboard.type(typed);
    await this.page.locator('.ant-select-dropdown:visible .ant-select-tree').getByTitle(name, { exact: true }).click();
  }

  async firstUnit(): Promise<string | null> {
    return this.recommended.getByRole('radio').first().locator('xpath=ancestor::label').textContent();
  }
}

test('what the rules recommend is tried out, with the reasons', async ({ desk }) => {
  const routing = await new RoutingPage(desk.page).open();
  await routing.choose(routing.tryOut, '问题属地', 'tnq', '天宁区');
  await routing.choose(routing.tryOut, '内容分类', '0301', '房屋征收与拆迁补偿');
  await expect(routing.recommended.getByRole('radio', { name: '常州市住房和城乡建设局' })).toBeVisible();
  await expect(routing.recommended).toContainText(
    /谁主管、谁负责：内容分类“房屋征收与拆迁补偿”由常州市住房和城乡建设局主管（规则 \d+）/,
  );
  await expect(routing.recommended.getByText('属地管理：问题发生在天宁区').first()).toBeVisible();
  await expect(routing.recommended).toContainText('《信访工作条例》第五条');
  await routing.recommended.getByRole('radio', { name: '天宁区', exact: true }).check();
  await expect(routing.recommended.getByRole('radio', { name: '天宁区', exact: true })).toBeChecked();

  await routing.tryOut.getByLabel('类别').click();
  await desk.page.getByTitle('检举控告', { exact: true }).click();
  await expect(routing.recommended.getByRole('radio')).toHaveCount(1);
  await expect(routing.recommended).toContainText('常州市纪律检查委员会、监察委员会');
  await expect(routing.recommended).toContainText('《信访工作条例》第三十条');
});

test('a rule is added, moved with the keyboard, edited and removed with a reason', async ({ desk }) => {
  const { page } = desk;
  const routing = await new RoutingPage(page).open();
  await page.getByRole('button', { name: '新增规则' }).click();
  const dialog = page.getByRole('dialog', { name: '新增转办规则' });
  await routing.choose(dialog, '内容分类', 'cxjs', '城乡建设');
  await dialog.getByLabel('关键词').click();
  await page.keyboard.type('共享单车，电动车、');
  await page.keyboard.press('Control+S');
  await expect(dialog.getByRole('alert')).toContainText('请填写主管单位。');
  await routing.choose(dialog, '主管单位', 'jtj', '常州市交通运输局');
  await confirm(dialog, '保存');

  const last = routing.table.getByRole('row', { name: /共享单车、电动车/ });
  await expect(last).toContainText('常州市交通运输局');
  const number = Number(await last.getByRole('cell').first().textContent());
  await last.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(last.getByRole('cell').first()).toHaveText(`${number - 1}`);
  await expect(last).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(last.getByRole('cell').first()).toHaveText(`${number - 2}`);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(last.getByRole('cell').first()).toHaveText(`${number - 1}`);
  await page.keyboard.press('ArrowUp');
  await expect(routing.line(number - 2)).toBeFocused();

  await last.focus();
  await page.keyboard.press('Enter');
  const edit = page.getByRole('dialog', { name: `修改规则 ${number - 1}` });
  await edit.getByLabel('备注').fill('试行一年');
  await edit.getByLabel('在用').uncheck();
  await confirm(edit, '保存');
  await expect(last).toContainText('停用');
  await expect(last).toContainText('试行一年');

  await last.focus();
  await page.keyboard.press('Delete');
  const asked = page.getByRole('dialog', { name: /^删除规则/ });
  await asked.getByRole('button', { name: '删除' }).click();
  await expect(asked.getByRole('alert')).toContainText('请写明理由');
  await asked.getByLabel('理由').fill('职能调整');
  await confirm(asked, '删除');
  await expect(last).toBeHidden();

  await desk.restart();
  await new RoutingPage(desk.page).open();
  await expect(desk.page.getByText('共享单车')).toBeHidden();
});

test('a rule is found, its history shown; who handles accusations is set by the centre', async ({ desk }) => {
  const { page } = desk;
  const routing = await new RoutingPage(page).open();
  await page.getByRole('searchbox', { name: '查找规则' }).fill('油烟、烧烤');
  await expect(page.getByText('没有符合的规则')).toBeVisible();
  await page.getByRole('searchbox', { name: '查找规则' }).fill('洒水车');
  const found = routing.table.getByRole('row', { name: /洒水车/ });
  await expect(found).toContainText('常州市城市管理局');
  await found.getByRole('button', { name: /变更记录/ }).click();
  await expect(page.getByRole('dialog', { name: '变更记录' })).toContainText('初始化转办规则');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '转办口径' }).click();
  const policy = page.getByRole('dialog', { name: '转办口径' });
  await routing.choose(policy, '检举控告机关', 'zzb', '中共常州市委组织部');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+S');
  await expect(policy).toBeHidden();
  await routing.tryOut.getByLabel('类别').click();
  await page.getByTitle('检举控告', { exact: true }).click();
  await expect(routing.recommended.getByRole('radio')).toHaveCount(1);
  await expect(routing.recommended.getByRole('radio', { name: '中共常州市委组织部' })).toBeVisible();
});

test('without any rule the page says what to do', async ({ desk }) => {
  for (const { id } of (await desk.call('routing.rules', {})).rules) {
    await desk.call('routing.removeRule', { id, reason: '另立新规' });
  }
  await desk.page.getByRole('link', { name: '系统设置' }).click();
  await desk.page.getByRole('link', { name: '转办规则' }).click();
  await expect(desk.page.getByText('还没有转办规则')).toBeVisible();
});
