using Local.Processes;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace GroundTruthTests.WorkerPage;

/// <summary>Headless Chromium, one for the tests of a class; a test takes it in a size.</summary>
public sealed class Browser : IDisposable
{
    private const string Install = "apt-get install chromium chromium-driver";

    private readonly ThrowawayFolder profile = ThrowawayFolder.Create("browser");
    private ChromeDriver? driver;

    /// <summary>Skips the test, with the reason, where the browser is not installed. CI installs it.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="height">In CSS pixels.</param>
    public IWebDriver Open(int width, int height)
    {
        driver ??= Start();

        // A window cannot be as narrow as a phone, its page can.
        driver.ExecuteCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["width"] = width,
                ["height"] = height,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = width < 600,
            });
        return driver;
    }

    public void Dispose()
    {
        driver?.Quit();
        profile.Dispose();
    }

    private ChromeDriver Start()
    {
        if (Executable.Find("chromium") is not { } chromium || Executable.Find("chromedriver") is not { } chromedriver)
        {
            Assert.Skip($"Chromium and its driver are not installed; install them with '{Install}'.");
            throw new InvalidOperationException();
        }

        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile.Path}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);

        // Chromium refuses to run as root with its sandbox, which CI needs: it sees nothing there but this page.
        if (Environment.IsPrivilegedProcess)
            options.AddArgument("--no-sandbox");

        return new ChromeDriver(ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(chromedriver), Path.GetFileName(chromedriver)), options);
    }
}
