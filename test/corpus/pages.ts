/** A page as a news site makes it, written for these tests: much furniture around a short article. */
export const ARABIC_PAGE = `<!DOCTYPE html>
<html lang="ar" dir="rtl"><head>
<meta charset="utf-8">
<title>افتتاح جسر المدينة الجديد | وكالة الضفة</title>
<meta property="og:title" content="افتتاح جسر المدينة الجديد - وكالة الضفة">
<meta property="og:site_name" content="وكالة الضفة">
<meta property="article:published_time" content="2023-05-09T11:20:00+03:00">
<meta property="article:section" content="محليات">
<link rel="canonical" href="https://example.org/ar/77">
<script>globalThis.pageRan = true; document.write('<p>نص من برنامج</p>');</script>
<style>p { color: red }</style>
</head><body onload="globalThis.pageRan = true">
<header><nav><a href="/">الرئيسية</a><a href="/eco">اقتصاد</a></nav></header>
<div class="topbar"><span>عاجل</span><div><span>انقطاع الكهرباء عن الحي الشرقي</span><span>هبوط طائرة اضطرارياً</span></div></div>
<main><article>
<h1>افتتاح جسر المدينة الجديد</h1>
<div class="meta">بقلم <a rel="author" href="/a/1">سميرة الخطيب</a> | <time datetime="2023-05-09">الثلاثاء 9 أيار 2023</time></div>
<div class="share-buttons"><span>شارك</span><a href="#">فيسبوك</a><a href="#">تويتر</a></div>
<div class="body">
<p>الضفة-سانا</p>
<p>افتتح رئيس البلدية صباح اليوم جسر المدينة الجديد بعد عامين من العمل، بكلفة بلغت 90 مليون ليرة، وقال إن الجسر يختصر الطريق إلى النصف.</p>
<figure class="media"><video src="a.mp4"></video><figcaption>مقطع من حفل الافتتاح</figcaption></figure>
<p>وأضاف أن الجسر يتسع لعشرين ألف مركبة في اليوم،&nbsp;وأن المرحلة الثانية تبدأ في <a href="/x">الخريف القادم</a>.<script>var hidden = 'سر';</script></p>
<p><strong>اقرأ أيضاً:</strong> <a href="/1">خطة لتوسيع طرق المدينة</a></p>
<p>وشكر سكان الحي العاملين في المشروع، وتمنوا أن تكتمل الإنارة والأرصفة قبل الشتاء، كما طلبوا محطة للحافلات عند المدخل.</p>
<ul><li>الطول: 300 متر</li><li>العرض: 20 متراً</li></ul>
<div><h3>شاهد أيضاً</h3><ul><li><a href="/2">مباراة الأمس كاملة</a></li><li><a href="/3">طقس الأسبوع</a></li></ul></div>
</div></article>
<section id="comments"><h3>التعليقات</h3><div><p>علّق أحدهم هنا بكلام طويل عن الجسر وعن الطريق الذي لم يكتمل منذ سنين.</p></div></section>
</main><footer><p>جميع الحقوق محفوظة</p></footer></body></html>`;

/** Half-spaces as letters and as entities, a Jalali date, a label between paragraphs. */
export const PERSIAN_PAGE = `<html lang="fa"><head><title>خبرگزاری نمونه | باران در شمال ادامه می‌یابد</title></head>
<body dir="rtl"><div id="wrap">
<div class="header"><h1>خبرگزاری نمونه</h1><h1>باران در شمال ادامه می‌یابد</h1>
<span>تاریخ انتشار: ۱۹ اردیبهشت ۱۴۰۲ - ۱۱:۲۰</span><span>کد خبر: ۱۲۳۴</span></div>
<div class="item-text">
<p>هواشناسی می‌گوید بارش‌ها تا پایان هفته در استان&zwnj;های شمالی ادامه می&#8204;یابد و رودخانه&#x200c;ها بالا می‌آیند؛ کشاورزان نباید به کنار رودها بروند.</p>
<p>به گفته‌ی کارشناسان، دمای هوا پنج درجه کم می‌شود و در ارتفاعات برف می‌بارد. جاده‌های کوهستانی لغزنده است و رانندگان باید زنجیر چرخ داشته باشند.</p>
<p>بیشتر بخوانید:</p>
<p><a href="/1">سیلاب در غرب کشور</a></p>
<p><a href="/2">سد تازه پر شد</a></p>
<p>مدیر بحران استان نیز از آماده‌باش نیروها خبر داد<br>و گفت: راه‌ها باز می‌ماند.</p>
<h4>برچسب‌ها</h4><div><a href="/t/1">باران</a> <a href="/t/2">شمال</a></div>
<h3>نظرات</h3><p>خیلی خوب بود ممنون از شما و همکاران</p>
</div></div></body></html>`;
