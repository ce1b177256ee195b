/** Floor 8: how the report looks: calm, in the dark too, on a phone, on paper. */

const COLOURS = `
:root{color-scheme:light dark;--ground:#f6f6f3;--paper:#fff;--ink:#1c2028;--dim:#596170;--line:#dcdee3;--well:#f1f2f4;
--accent:#2a56c6;--good:#14713f;--bad:#b42a22;--doubt:#7d5700;--good-well:#e9f5ee;--bad-well:#fdeeec;--doubt-well:#fbf3df}
@media (prefers-color-scheme:dark){:root{--ground:#131519;--paper:#1a1d23;--ink:#e4e7ec;--dim:#9ca5b4;--line:#2e333d;
--well:#22262e;--accent:#8db0ff;--good:#63cf97;--bad:#ff8f85;--doubt:#e6bb5c;--good-well:#16281f;--bad-well:#321c1b;
--doubt-well:#2d2614}}
`;

const GROUND = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.25rem 1rem 4rem;max-width:72rem;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,p,dl,ul,ol,pre,table{margin:0}
h1{font-size:1.75rem;line-height:1.2;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.1rem;font-weight:650;margin:2rem 0 .5rem}
h3{font-size:1rem;font-weight:600}
h4{font-size:1rem;font-weight:550}
h5{font-size:.8125rem;font-weight:650;margin:1rem 0 .25rem}
.label{font-size:.8125rem;font-weight:650;margin:.75rem 0 .25rem}
code,pre,.page{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem}
dd,td,code,pre,.page{unicode-bidi:isolate}
code{overflow-wrap:anywhere}
.dim,.clause,.when,caption{color:var(--dim)}
.clause{font-size:.8125rem;white-space:nowrap}
ul,ol{padding:0;list-style:none}
section ul{padding-left:1.1rem;list-style:disc}
a{color:var(--accent)}
summary{cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
main:focus{outline:0}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper);border:1px solid var(--line)}
.skip:focus{top:.5rem;z-index:1}
`;

const HEAD = `
.run{padding:1.25rem 1.25rem 1rem;background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--good);
border-radius:10px}
.run.failed,.run.error{border-top-color:var(--bad)}
.brand{color:var(--dim);font-size:.875rem;margin-bottom:.25rem}
.counts{font-size:1.0625rem;color:var(--dim);margin-top:.25rem}
.run .facts{margin-top:1rem}
.facts>div{display:grid;grid-template-columns:6rem minmax(0,1fr);gap:0 1rem;padding:.0625rem 0}
.facts dt{color:var(--dim);font-size:.875rem}
.facts dd{margin:0;font-size:.9375rem;white-space:pre-wrap}
.command{display:inline-block;max-width:100%;padding:.125rem .5rem;background:var(--well);border-radius:6px;
user-select:all;-webkit-user-select:all;white-space:pre-wrap}
.notes,.left-out{margin-top:1rem}
.notes h2{margin-top:1rem}
.left-out ul ul{columns:18rem;list-style:none;padding-left:0}
.tag{display:inline-block;padding:0 .5rem;border:1px solid var(--line);border-radius:99px;font-size:.8125rem;color:var(--dim)}
`;

const STORIES = `
.filter{display:flex;flex-wrap:wrap;gap:.375rem;padding:0;margin:0 0 .75rem;border:0}
.filter legend{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.filter label{display:inline-flex;align-items:center;gap:.375rem;padding:.25rem .75rem;background:var(--paper);
border:1px solid var(--line);border-radius:99px;font-size:.875rem;cursor:pointer}
.filter label:has(:checked){border-color:var(--accent);color:var(--accent)}
.filter input{margin:0;accent-color:var(--accent)}
.count{color:var(--dim)}
.story{background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--good);border-radius:8px;margin:.375rem 0}
.story.failed,.story.error{border-left-color:var(--bad)}
.story.not-verified{border-left-color:var(--doubt)}
.story>summary{display:flex;gap:.75rem;align-items:baseline;padding:.625rem .875rem;list-style:none}
.story>summary::-webkit-details-marker{display:none}
.story>summary:hover{background:var(--well)}
.sign{flex:none;width:1rem;text-align:center;font-weight:700;color:var(--good)}
.failed>summary>.sign,.error>summary>.sign,.failed>summary>.verdict,.error>summary>.verdict{color:var(--bad)}
.not-verified>summary>.sign,.not-verified>summary>.verdict{color:var(--doubt)}
.name{flex:1;min-width:0}
.name code{font-weight:400;margin-left:.25rem}
.verdict{flex:none;font-size:.875rem;color:var(--good)}
.inside{padding:.25rem .875rem 1rem;border-top:1px solid var(--line)}
.inside>p{margin:.5rem 0}.inside>.steps{margin-top:1rem}
.inside>p{max-width:48rem}.basis{padding-left:1.1rem;list-style:disc;font-size:.875rem;color:var(--dim)}
.meta{font-size:.875rem;color:var(--dim)}
.error>.inside>.error{margin:0 0 1rem;padding:.625rem .875rem;background:var(--bad-well);border-radius:6px}
`;

const ATTACKS = `
.severity{display:inline-block;padding:0 .5rem;border:1px solid;border-radius:99px;font-size:.75rem;font-weight:600;color:var(--dim)}
.severity.critical,.severity.high{color:var(--bad)}.severity.medium{color:var(--doubt)}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.campaign{position:relative;margin-top:1rem;padding:.75rem 1.25rem;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow-x:auto}
.campaign table{table-layout:auto;max-width:none;margin:0;overflow-wrap:normal}
.campaign td{font-variant-numeric:tabular-nums}
.campaign tbody tr:last-child>*{border-top-color:var(--dim)}
.campaign td>span,.legend>li>span{white-space:nowrap;font-weight:600}
.campaign .resisted{color:var(--good)}
.campaign .finding,.campaign .crash,.campaign .not-driven{color:var(--bad)}
.campaign .policy,.campaign .not-verified{color:var(--doubt)}
.campaign .legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:.5rem;font-size:.8125rem;color:var(--dim)}
.inside>.facts{margin:.75rem 0}.inside>.facts>div{grid-template-columns:8rem minmax(0,1fr)}
`;

const STEPS = `
.steps{border-left:2px solid var(--line);margin-left:.4375rem}
.step{position:relative;padding:0 0 1.25rem 1.25rem}
.step:last-child{padding-bottom:0}
.step::before{content:"";position:absolute;left:-.4375rem;top:.375rem;width:.75rem;height:.75rem;border-radius:50%;
background:var(--paper);border:2px solid var(--dim)}
.step.passed::before{background:var(--good);border-color:var(--good)}
.step.failed::before{background:var(--bad);border-color:var(--bad)}
.step.doubt::before{background:var(--doubt);border-color:var(--doubt)}
.when{font-size:.8125rem}
.gap::before{content:"· "}
.outcome{display:inline-block;padding:0 .5rem;background:var(--well);border-radius:99px;font-size:.8125rem;font-weight:400}
.findings{margin:.375rem 0}
.findings>li{padding:.375rem .75rem;margin:.25rem 0;border-radius:6px;font-size:.9375rem;white-space:pre-wrap}
.findings>.passed{padding:0 .75rem}
.findings>.failed{background:var(--bad-well)}
.findings>.doubt{background:var(--doubt-well)}
.word{font-size:.8125rem}
.failed>.word,p.failed,span.failed,.marked>.failed{color:var(--bad)}
.doubt>.word,.marked>.doubt{color:var(--doubt)}
.passed>.word,.marked>.passed{color:var(--good)}
.marked>li{font-size:.875rem}
.marked>.note{color:var(--dim)}
`;

const EVIDENCE = `
.step details{margin:.375rem 0}
.step details>summary{font-size:.875rem;padding:.125rem 0}
.step>details>summary{color:var(--accent)}
.step details details{padding-left:.75rem;border-left:2px solid var(--line)}
.step .facts>div{grid-template-columns:15rem minmax(0,1fr)}.step .facts dd{font-size:.875rem}
.hops>li{padding:.125rem 0 .125rem .75rem;border-left:2px solid var(--line);font-size:.875rem}
.hops>.idp{border-left-color:var(--accent)}
.arrow{color:var(--dim)}
.who{display:inline-block;min-width:2rem;padding:0 .375rem;border:1px solid var(--line);border-radius:4px;font-size:.75rem;
text-align:center}
.idp>.who{border-color:var(--accent);color:var(--accent)}
.carries{padding:0 .375rem;background:var(--well);border-radius:4px;font-size:.8125rem;font-weight:600}
.form{font-size:.8125rem}
pre{margin:.5rem 0;padding:.75rem;background:var(--well);border-radius:6px;white-space:pre;overflow:auto;
line-height:1.45;tab-size:2}
pre i{font-style:normal;color:var(--dim)}
pre b{font-weight:600}
.source{max-height:24rem;white-space:pre-wrap}
.page{padding:.75rem;background:var(--well);border-radius:6px;white-space:pre-wrap}
.signed{display:block;width:max-content;min-width:100%;border:1px solid;border-left-width:4px;border-radius:4px;margin:.25rem 0;padding:.125rem 0 .125rem .5rem}
.holds{border-color:var(--good)}
.broken{border-color:var(--bad)}
.signed>em{display:block;font:600 .75rem/1.6 system-ui,sans-serif;color:var(--good)}
.broken>em{color:var(--bad)}
table{border-collapse:collapse;margin:.75rem 0;width:100%;max-width:48rem;font-size:.875rem;table-layout:fixed}
caption{text-align:left;font-size:.8125rem;font-weight:650;color:var(--ink);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.1875rem .5rem .1875rem 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--dim);font-size:.8125rem;border-top:0}
tbody th{color:var(--dim)}
.differs>*{background:var(--doubt-well)}
.mark{padding:0 .375rem;border-radius:4px;font-size:.75rem;color:var(--doubt);border:1px solid}
`;

const ELSEWHERE = `
@media (max-width:40rem){body{padding:.5rem .5rem 3rem}.step .facts>div{display:block}
.step .facts dt,.step .facts dd{display:inline;font-size:.875rem}.step .facts dt::after{content:": "}.story>summary{gap:.5rem;padding:.625rem}
.campaign{padding:.75rem .625rem}.campaign thead th{font-size:.75rem}.campaign table{font-size:.8125rem}
.name code{display:block;margin:0}.inside{padding:.25rem .625rem .75rem}.step{padding-left:.875rem}.run{padding:1rem}
.step details details{padding-left:.5rem}h1{font-size:1.375rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}.filter,.skip{display:none}.story,.run{break-inside:auto}
.step{break-inside:avoid-page}summary{list-style:none}.source{max-height:none}}
`;

/** Which stories are hidden while one button is chosen. */
const FILTER: string = ['failed', 'error', 'not-verified', 'passed']
  .map((verdict) => `body:has(#show-${verdict}:checked) .story:not(.${verdict}){display:none}\n`)
  .join('');

/** The whole style sheet. */
export const STYLE: string = [
  COLOURS,
  GROUND,
  HEAD,
  STORIES,
  ATTACKS,
  STEPS,
  EVIDENCE,
  FILTER,
  ELSEWHERE,
].join('');
