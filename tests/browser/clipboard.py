"""What programs put on the clipboard, each in its own way: (HTML, what it becomes)."""

WORD_LIST = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal { margin: 0cm; font-family: "Calibri" }</style></head><body><!--StartFragment-->
<p class=MsoNormal>It was agreed<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>to
meet <b>in June</b>;<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>in
Minsk;</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>to report.</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>third</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>4.<span>&nbsp;</span></span>fourth</p>
<!--EndFragment--></body></html>"""

WORD_SOUP = """<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'><b
style='mso-bidi-font-weight:normal'><span lang=RU style='font-size:14.0pt'>Заявление </span></b><b>
<span style='font-size:14.0pt'>для прессы<o:p></o:p></span></b></p>
<p class=MsoNormal><span style='mso-spacerun:yes'>&nbsp;</span>24&nbsp;апреля
<i><span lang=EN-US>2024</span></i>&nbsp;года<a style='mso-comment-reference:AB_1'
href="#_msocom_1" class=msocomanchor>[AB1]</a>.</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>1. Januar</p>
<div style='mso-element:comment-list'><p class=MsoCommentText>a remark within the house</p></div>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7f">
<p dir="ltr" style="line-height:1.38;margin-top:0pt"><span
style="font-size:11pt;font-weight:400;font-style:normal">The </span><span
style="font-weight:700;font-style:normal">Secretary</span><span
style="font-weight:700"> General</span><span style="font-weight:400"> said so in </span><span
style="font-style:italic;font-weight:400">Astana</span><span>.</span></p><br />
<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li>
<ul><li aria-level="2"><p><span>within</span></p></li></ul><li><p><span>two</span></p></li></ul>
<h2><span style="font-weight:400">A heading</span></h2>
<p><a href="https://example.org/a_b_c" style="text-decoration:none"><span
style="color:#1155cc;text-decoration:underline">the minutes</span></a></p></b>"""

GMAIL = """<div dir="ltr"><div>Hello,</div><div><br></div><div>first line<br>second line<br><br>a
new paragraph</div><div><b>Question:</b>Answer</div><br class="gmail-Apple-interchange-newline">
<blockquote class="gmail_quote" style="border-left:1px solid rgb(204,204,204)">It was
said.<br></blockquote><img src="https://tracker.example/open.gif" width="1" height="1"></div>"""

OUTLOOK = """<div class=WordSection1><p class=MsoNormal>Dear all,<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>see <a
href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx&amp;data=05%7C01"
originalsrc="https://example.org/x">the page</a>.</p>
<div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'>
<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Anna <a
href="mailto:anna@example.org">anna@example.org</a><br><b>Sent:</b> Monday</p></div>
<p class=MsoNormal>What was agreed?</p></div></div>"""

ARTICLE = """<article><h1>Talks <em>began</em></h1><p style="color: rgb(0, 0, 0)">They met
<img src="https://tracker.example/p.gif"><a href="javascript:hacked()">bad</a>, <a
href="/relative">near</a> and <a href="https://example.org/path_(x)" title="A title">far [1]</a>.
<script>window.hacked = true</script></p><figure><img src="https://example.org/x.jpg"
onerror="window.hacked = true"><figcaption>The hall</figcaption></figure>
<a href="https://example.org/card"><h3>A card</h3><p>of words</p></a></article>"""

TABLE = """<p>Members:</p><table border=1><tbody><tr><th><p class=MsoNormal>State</p></th><th>
<p class=MsoNormal>Since</p></th></tr><tr><td>Armenia</td><td>10<sup>6</sup> years</td></tr></tbody>
</table><p>After.</p>"""

LAYOUT = """<table><tr><td><div>The letter</div><p>begins here.</p></td></tr>
<tr><td><ul><li>a point</li></ul></td><td></td></tr></table>"""

NESTED = """<ol start="3"><li>three<ul><li>a</li><li>b<ol><li>deep</li></ol></li></ul></li>
<li><p>four</p><p>and more</p></li><li></li></ol>"""

PASTED = {
    "Word, lists": (
        WORD_LIST,
        (
            "It was agreed\n\n- to meet **in June**;\n  - in Minsk;\n- to report.\n\n"
            "3. third\n4. fourth"
        ),
    ),
    "Word, paragraphs": (
        WORD_SOUP,
        "**Заявление для прессы**\n\n24 апреля *2024* года.\n\n1\\. Januar",
    ),
    "Google Docs": (
        GOOGLE_DOCS,
        (
            "The **Secretary General** said so in *Astana*.\n\n- one\n  - within\n- two\n\n"
            "**A heading**\n\n[the minutes](https://example.org/a_b_c)"
        ),
    ),
    "Gmail": (
        GMAIL,
        (
            "Hello,\n\nfirst line  \nsecond line\n\na new paragraph\n\n**Question**:Answer\n\n"
            "> It was said."
        ),
    ),
    "Outlook": (
        OUTLOOK,
        (
            "Dear all,\n\nsee [the page](https://example.org/x).\n\n"
            "> **From:** Anna <anna@example.org>  \n> **Sent:** Monday\n>\n> What was agreed?"
        ),
    ),
    "an article of the web": (
        ARTICLE,
        (
            "**Talks *began***\n\nThey met bad, near and "
            "[far \\[1\\]](https://example.org/path_%28x%29).\n\nThe hall\n\n"
            "[**A card** of words](https://example.org/card)"
        ),
    ),
    "a table": (TABLE, "Members:\n\nState | Since\n\nArmenia | 10⁶ years\n\nAfter."),
    "a table for layout": (LAYOUT, "The letter\n\nbegins here.\n\n- a point"),
    "nested lists": (
        NESTED,
        "3. three\n   - a\n   - b\n     1. deep\n4. four\n\n   and more",
    ),
    "right to left": (
        (
            '<p dir="rtl">قال <strong>الأمين العام</strong> ذلك في <a '
            'href="https://example.org/ar">مينسك</a>.</p><p dir="rtl">می‌خواهم</p>'
        ),
        "قال **الأمين العام** ذلك في [مينسك](https://example.org/ar).\n\nمی‌خواهم",
    ),
    "emoji": ("<p>Спасибо 👩‍👩‍👧 <b>🇦🇲</b> ok</p>", "Спасибо 👩‍👩‍👧 **🇦🇲** ok"),
    "Cyrillic": (
        "<p>«<b>Ёлка</b>» и&nbsp;<i>подъ­езд</i>слово</p>",
        "«**Ёлка**» и *подъезд*слово",
    ),
    "signs that mean themselves": (
        (
            "<p>- a dash</p><p>+ a plus</p><p>&gt; more</p><p>* a star</p><p># 5</p><p>2024.</p>"
            "<p>https://example.org/_x_/ *not* snake_case 5 * 3 &lt;b&gt; &amp;amp; "
            "[a](b) C:\\*</p>"
        ),
        (
            "\\- a dash\n\n\\+ a plus\n\n\\> more\n\n\\* a star\n\n# 5\n\n2024\\.\n\n"
            "https://example.org/\\_x\\_/ \\*not\\* snake_case 5 * 3 <b> &amp; [a\\](b) C:\\\\\\*"
        ),
    ),
    "typed bullets": ("<p>•&nbsp;&nbsp;one</p><p>• <b>two</b></p>", "- one\n- **two**"),
    "a line of Google Docs": (
        (
            "<meta charset='utf-8'><b style='font-weight:normal;'><span style='font-family:Arial;"
            "font-weight:700;white-space:pre;white-space:pre-wrap;'>bold *words*</span></b>"
        ),
        "**bold \\*words\\***",
    ),
    "pieces of bold": (
        "<p><b>a</b><b>b</b> <b>c</b><b> </b><b>«d»</b>e <b><i>f.</i></b>g <b><br></b></p>",
        "**ab c «d**»e ***f***.g",
    ),
}

HARMFUL = [
    "<img src=x onerror='window.hacked = 1'>words",
    "<svg onload='window.hacked = 1'><script>window.hacked = 1</script></svg>words",
    "<iframe srcdoc='<script>parent.hacked = 1</script>'></iframe>words",
    "<a href='java\nscript:window.hacked = 1'>words</a>",
    "<a href='data:text/html,<script>window.hacked = 1</script>'>words</a>",
    (
        "<style>@import 'https://tracker.example/x.css'</style><link rel=stylesheet "
        "href=https://tracker.example/y.css><video src=https://tracker.example/v></video>words"
    ),
    "<body onload='window.hacked = 1'><p onclick='window.hacked = 1'>words",
    (
        "<math><mtext><table><mglyph><style><img src=x onerror='window.hacked = 1'></style>"
        "</mglyph></table></mtext></math><p>words"
    ),
]
