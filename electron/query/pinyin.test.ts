import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { namePinyin } from './pinyin';
import table from './pinyin-table.json' with { type: 'json' };

describe('namePinyin', () => {
  it.each([
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['解晓东', 'xiexiaodong', 'xxd'],
    ['仇英', 'qiuying', 'qy'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['万俟卨', 'moqixie', 'mqx'],
    ['单于明', 'chanyuming', 'cym'],
    ['长孙无忌', 'zhangsunwuji', 'zswj'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['区小明', 'ouxiaoming', 'oxm'],
    ['乐嘉', 'yuejia', 'yj'],
    ['盖叫天', 'gejiaotian', 'gjt'],
    ['朴树', 'piaoshu', 'ps'],
    ['缪荣株', 'miaorongzhu', 'mrz'],
    ['吕布', 'lvbu', 'lb'],
    ['李单', 'lidan', 'ld'],
    ['黄乐乐', 'huanglele', 'hll'],
    ['Tom李', 'tomli', 'toml'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['', '', ''],
  ])('%s is %s, %s', (name, full, initials) => {
    expect(namePinyin(name)).toEqual({ full, initials });
  });

  it('reads every character as the library does, also at the head of a name', () => {
    const options = { toneType: 'none', type: 'array', v: true } as const;
    const known: { [surname: string]: string } = table.surnames;
    for (const [syllable, chars] of Object.entries(table.readings)) {
      for (const char of chars) {
        expect(pinyin(char, options)).toEqual([syllable]);
        if (known[char] !== undefined)
          expect(pinyin(`${char}某`, { ...options, surname: 'head' })[0]).toBe(known[char]);
      }
    }
  });
});
