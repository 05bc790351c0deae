using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CatalogTests.Access;

/// <summary>A certificate authority that nobody trusts unless told to, as RDS has its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        certificate = request.CreateSelfSigned(Yesterday, Tomorrow);
    }

    public string Pem => certificate.ExportCertificatePem();

    /// <returns>Certificate and key in PEM.</returns>
    public (string Certificate, string Key) Issue(string host)
    {
        using var hostKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", hostKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(certificate, Yesterday, Tomorrow, RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem(), hostKey.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }
}
