using System.Text;
using Labels.Exclusions;

namespace LabelsTests.Exclusions;

public sealed class ReviewedListsTests
{
    private const string Header = "label,axis,reason,reviewer1,reviewer2,approver1,approver2\n";

    [Fact]
    public void Every_listed_label_is_a_label_of_the_model_and_every_alias_is_the_models()
    {
        var model = ModelLabels.Read();
        var lists = ReviewedLists.Packaged();

        Assert.Equal(3083, model.Count);
        Assert.Empty(lists.InForce(extras: true).SelectMany(list => list.Labels).Select(label => label.Label).Except(model.Select(label => label.Name)));
        Assert.Equal(157, model.Sum(label => label.Aliases.Length));
        Assert.All(model, label => Assert.Equal([label.Name, .. label.Aliases.Order()], [label.Name, .. lists.Aliases.NamesOf(label.Name).Skip(1).Order()]));
    }

    [Fact]
    public void Of_the_model_the_listed_labels_and_their_aliases_are_left_out_and_nothing_else()
    {
        var lists = ReviewedLists.Packaged();
        foreach (var extras in new[] { false, true })
        {
            var listed = lists.InForce(extras).SelectMany(list => list.Labels).Select(label => label.Label).ToHashSet(StringComparer.Ordinal);
            var exclusions = lists.Exclusions(extras);
            foreach (var (name, aliases) in ModelLabels.Read())
            {
                foreach (var spelling in aliases.Prepend(name).SelectMany(Spellings))
                    Assert.True(listed.Contains(name) == exclusions.Contains(Encoding.UTF8.GetBytes(spelling)), spelling);
            }
        }
    }

    [Theory]
    [InlineData("Kid", "age")]
    [InlineData("child", "age")]
    [InlineData("WOMAN", "gender")]
    [InlineData("dating", "marital status")]
    [InlineData("Fireman", "gendered occupation")]
    [InlineData("Tribe", "race")]
    [InlineData("alien", "nationality")]
    [InlineData("\u212AID", "age")]
    public void An_excluded_name_tells_its_axis(string name, string axis)
    {
        Assert.True(ExclusionList.Default().TryFind(Encoding.UTF8.GetBytes(name), out var found));
        Assert.Equal(("excluded", axis), (found.List, found.Axis));
    }

    [Theory]
    [InlineData("Manhole")]
    [InlineData("Cowboy Hat")]
    [InlineData("Nurse")]
    [InlineData("Wheelchair")]
    [InlineData("Wo")]
    [InlineData("")]
    [InlineData("k\u0131d")]
    [InlineData("\uFF2Bid")]
    [InlineData("senior citizen senior citizen senior citizen senior citizen senior citizen")]
    public void What_is_no_listed_name_stays(string name) => Assert.False(ExclusionList.Default(extras: true).Contains(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData("Sad")]
    [InlineData("worried")]
    [InlineData("Rust")]
    [InlineData("CHURCH")]
    public void Extras_are_left_out_only_where_they_are_switched_on(string name)
    {
        Assert.False(ExclusionList.Default().Contains(Encoding.UTF8.GetBytes(name)));
        Assert.True(ExclusionList.Default(extras: true).TryFind(Encoding.UTF8.GetBytes(name), out var found));
        Assert.Equal("extras", found.List);
    }

    [Fact]
    public void A_list_that_has_only_the_alias_leaves_out_the_label_and_its_other_names()
    {
        var lists = new ReviewedLists(
            Read(Header + "Kid,age,Says an age.,,,,\n"), new ReviewedList("extras", []), new LabelAliases([("Kid", "Child"), ("Infant", "Child"), ("Dog", "Canine")]));

        Assert.Equal(
            ["child: Another name of Kid: Says an age.", "infant: Another name of Kid: Says an age.", "kid: Says an age."],
            lists.Exclusions(extras: false).Names.Select(name => $"{name.Name}: {name.Reason}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Looking_a_name_up_allocates_nothing()
    {
        var list = ExclusionList.Default();
        Assert.True(list.Contains("Senior CITIZEN"u8));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            list.Contains("Senior CITIZEN"u8);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("label,axis\nBoy,gender\n", "must begin with the line: label,axis,reason,reviewer1")]
    [InlineData(Header + "Boy,gender,Reason\n", "excluded-labels.csv, line 2, has 3 fields; allowed are 7")]
    [InlineData(Header + "Boy,gender,\"Reason, quoted\",,,,\n", "line 2")]
    [InlineData(Header + "Boy,gender,Says \"boy\".,,,,\n", "line 2: reason has a quote")]
    [InlineData(Header + " Boy,gender,Reason,,,,\n", "line 2: label has a quote, a space at an end")]
    [InlineData(Header + "Boy,gendr,Reason,,,,\n", "'Boy' has 'gendr'; allowed is one of age, gender")]
    [InlineData(Header + "Boy,gender,,,,,\n", "line 2: 'Boy' has an empty field 3")]
    [InlineData(Header + ",gender,Reason,,,,\n", "line 2: label is empty")]
    [InlineData(Header + "Boy,gender,Reason,,,,\n\nMan,gender,Reason,,,,\n", "line 3, has 1 fields")]
    [InlineData(Header + "Boy,gender,Reason,,,,\nBOY,age,Reason,,,,\n", "has 'Boy' twice")]
    public void A_row_that_cannot_be_meant_is_refused_by_its_line(string text, string why) =>
        Assert.Contains(why, Assert.Throws<UnreadableList>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_UTF_8_is_refused() =>
        Assert.Throws<UnreadableList>(() => ReviewedList.Read(new MemoryStream([.. Encoding.UTF8.GetBytes(Header + "Caf"), 0xE9, .. ",age,x,,,,\n"u8]), ListKind.Excluded));

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_fine() =>
        Assert.Equal("Boy", Assert.Single(Read("\uFEFF" + (Header + "Boy,gender,Reason,,,,\n").ReplaceLineEndings("\r\n")).Labels).Label);

    [Fact]
    public void An_alias_of_an_alias_is_refused() =>
        Assert.Throws<UnreadableList>(() => new LabelAliases([("Kid", "Child"), ("Child", "Person")]));

    [Theory]
    [InlineData("", "", "", "", false)]
    [InlineData("Ann", "Bob", "", "", false)]
    [InlineData("Ann", "Bob", "Cay", "", false)]
    [InlineData("Ann", "ann", "Cay", "Dan", false)]
    [InlineData("Ann", "Bob", "Cay", "Cay", false)]
    [InlineData("Ann", "Bob", "Cay", "Dan", true)]
    [InlineData("Ann", "Bob", "Bob", "Ann", true)]
    public void Two_people_have_to_review_and_two_to_approve(string reviewer1, string reviewer2, string approver1, string approver2, bool isComplete) =>
        Assert.Equal(isComplete, new Reviewers(reviewer1, reviewer2, approver1, approver2).IsComplete);

    private static ReviewedList Read(string text) => ReviewedList.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ListKind.Excluded);

    private static IEnumerable<string> Spellings(string name) =>
        [name, name.ToUpperInvariant(), name.ToLowerInvariant(), string.Concat(name.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))];
}
